// What things are called in the words of the page, and which keys are theirs.

import {fill, word} from "../words.js";

/** What a reader calls the listing of a program: `Listing 2.3`. */
export function listingOf({figure}) {
  const number = figure?.querySelector("figcaption .number")?.textContent.trim();
  return number || word("run", "scratch");
}

/** The words of that name for a program: there are many of everything on a page. */
export function named(name, program, values = {}) {
  const language = word("run", program.language);
  return fill(word("run", name), {listing: listingOf(program), language, ...values});
}

/** Arrow keys scroll or move a cursor here. mdBook would turn the page. */
export function keepArrows(element) {
  element.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) event.stopPropagation();
  });
}
