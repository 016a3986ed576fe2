// The page to write on: an editor that is open at once, for the reader's own
// program or for one that came with a link.
//
//     <div class="scratch" data-shown="rust">
//       <figure class="listing" data-listing="scratch">
//         <figcaption>                                     made here
//         <div class="twins"> <div class="twin rust"> … <div class="twin python">
//
// A program from a link is a listing of its own, `link-` and its hash: what is
// made of it is kept, too, and the reader's own program stays what it is.

import {button, make} from "../make.js";
import {word} from "../words.js";
import {hashOf} from "./edits.js";
import {keepArrows} from "./names.js";
import {programOfTwin} from "./program.js";
import {LINK, readLink} from "./share.js";
import {addToolbar} from "./toolbar.js";

const LANGUAGES = ["rust", "python"];

/** Where it is kept which language was chosen last. */
const CHOSEN = "scratch-language";

for (const scratch of document.querySelectorAll(".scratch")) begin(scratch);

// Another link, in the place of this one: the browser takes it for the same page.
addEventListener("hashchange", () => LINK.test(location.hash) && location.reload());

async function begin(scratch) {
  const {hash} = location;
  const linked = await readLink(hash);
  if (linked) return showLinked(scratch, linked);
  const caption = showOwn(scratch);
  if (LINK.test(hash)) note(caption, word("run", "link-broken"));
}

/** The reader's own programs, of which one is shown. */
function showOwn(scratch) {
  const caption = make("figcaption", "choice");
  caption.setAttribute("role", "group");
  caption.ariaLabel = word("run", "language");
  const choices = LANGUAGES.map((language) => {
    const made = button("", word("run", language), () => choose(language));
    caption.append(made);
    return [language, made];
  });
  keepArrows(caption);
  scratch.querySelector("figure").prepend(caption);

  function choose(chosen) {
    scratch.dataset.shown = chosen;
    remember(chosen);
    for (const [language, made] of choices) made.ariaPressed = String(language === chosen);
    programOfTwin(scratch.querySelector(`.twin.${chosen}`)).open();
  }

  choose(remembered());
  return caption;
}

/** One program from a link, and the way back. */
function showLinked(scratch, {language, text}) {
  const figure = make("figure", "listing");
  figure.dataset.listing = `link-${hashOf(text)}`;
  const caption = make("figcaption", "");
  const twins = make("div", "twins single");
  const twin = make("div", `twin ${language}`);
  twin.dataset.firstLine = 1;
  const pre = make("pre", "");
  pre.append(make("code", `language-${language}`, text));
  twin.append(make("p", "language", word("run", language)), pre);
  twins.append(twin);
  figure.append(caption, twins);
  scratch.replaceChildren(figure);
  scratch.dataset.shown = language;
  addToolbar(twin);
  programOfTwin(twin).open();
  const back = make("a", "", word("run", "open-own"));
  back.href = location.pathname;
  note(caption, word("run", "linked"), back);
}

/** A sentence above the program, which is read out. */
function note(caption, ...what) {
  const element = make("span", "note");
  element.setAttribute("role", "status");
  caption.append(element);
  requestAnimationFrame(() => element.replaceChildren(...what.flatMap((it) => [it, " "])));
}

function remember(language) {
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // Then it is chosen again.
  }
}

function remembered() {
  try {
    const found = localStorage.getItem(CHOSEN);
    return LANGUAGES.includes(found) ? found : LANGUAGES[0];
  } catch {
    return LANGUAGES[0];
  }
}
