// What a reader chose to see: programs side by side or not, and which language.
//
// Each choice is an attribute of <html> that the style sheets read, `data-twins`
// or `data-show`, and is kept under `book-twins` or `book-show`. A script in
// theme/head.hbs sets the attributes before anything is drawn.

const KEPT = "book-";

const panel = document.getElementById("reading");
if (panel) start(panel);

function start(panel) {
  const button = document.querySelector(`[popovertarget="${panel.id}"]`);
  show(panel);
  panel.addEventListener("change", ({target}) => choose(target.name, target.value));
  panel.addEventListener("beforetoggle", () => place(panel, button));
  // Arrow keys choose here; mdBook's script would open another chapter.
  panel.addEventListener("keydown", (event) => event.stopPropagation());
  // A page that Back brings as it was has missed what was chosen since.
  addEventListener("pageshow", ({persisted}) => persisted && adopt(panel));
  // Another tab has chosen.
  addEventListener("storage", ({key}) => {
    if (key?.startsWith(KEPT)) adopt(panel);
  });
}

/** Checks what the page shows. */
function show(panel) {
  for (const [name, radios] of groups(panel)) {
    const now = document.documentElement.dataset[name];
    const chosen = radios.find((it) => it.value === now) ?? radios[0];
    chosen.checked = true;
  }
}

/** Shows what is kept; what never was chosen is as if it were. */
function adopt(panel) {
  for (const [name, radios] of groups(panel)) {
    const kept = keptOf(name);
    document.documentElement.dataset[name] = kept ?? radios[0].value;
  }
  show(panel);
}

function keptOf(name) {
  try {
    return localStorage.getItem(KEPT + name);
  } catch {
    return document.documentElement.dataset[name];
  }
}

function groups(panel) {
  const inputs = [...panel.querySelectorAll("input")];
  const names = [...new Set(inputs.map((it) => it.name))];
  return names.map((name) => [name, inputs.filter((it) => it.name === name)]);
}

function choose(name, value) {
  document.documentElement.dataset[name] = value;
  try {
    localStorage.setItem(KEPT + name, value);
  } catch {
    // Without storage a choice lasts as long as the page.
  }
}

/** Below its button; popovers know nothing of the place of theirs. */
function place(panel, button) {
  const {left, bottom} = button.getBoundingClientRect();
  panel.style.left = `${left}px`;
  panel.style.top = `${bottom + 4}px`;
}
