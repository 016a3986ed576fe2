// What things are called in the words of the page, and how they are made.

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

/** An element with that content: text, which is never markup, or elements. */
export function make(tag, className, ...contents) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...contents);
  return element;
}

export function button(className, text, press) {
  const element = make("button", className, text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

/** Text with `code` in backticks, as nodes. */
export function marked(sentence) {
  return sentence.split("`").map((part, index) => (index % 2 ? make("code", "", part) : part));
}

/** Arrow keys scroll or move a cursor here. mdBook would turn the page. */
export function keepArrows(element) {
  element.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) event.stopPropagation();
  });
}
