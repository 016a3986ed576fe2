// Opens the search, which is loaded when it is opened.

/** What crates/search writes. */
const INDEX = new URL("../search/", import.meta.url);

const button = document.getElementById("search-button");
let panel = null;

async function open() {
  panel ??= import("./search/panel.js").then(({Panel}) => new Panel(INDEX));
  try {
    (await panel).open();
  } catch {
    // No connection at this moment, perhaps: the next press tries again.
    panel = null;
  }
}

/** Keys that open it: those of mdBook, and one for who is used to it. The editor keeps its own. */
function opens({key, ctrlKey, metaKey, altKey, target}) {
  const isMac = navigator.platform.startsWith("Mac");
  if (key === "k") return (isMac ? metaKey : ctrlKey) && !altKey;
  if (ctrlKey || metaKey || altKey) return false;
  return (key === "/" || key === "s") && !target.closest?.(WRITTEN_IN);
}

const WRITTEN_IN = "input, textarea, select, [contenteditable]";

button?.addEventListener("click", open);
if (button) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !opens(event)) return;
    event.preventDefault();
    open();
  });
}
