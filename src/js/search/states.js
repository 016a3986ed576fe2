// What the panel shows in each state: `{state, status, nodes}`.

import {button, make, marked} from "../make.js";
import {fill, word} from "../words.js";

/** Nothing is typed yet: what could be. */
export function empty(choose) {
  const examples = word("search", "examples").split(" | ").map((text) => {
    return make("li", {}, button("search-example", text, () => choose(text)));
  });
  const nodes = [make("p", {}, ...says("hint")), make("ul", {class: "search-examples"}, ...examples)];
  return {state: "empty", status: "", nodes};
}

export function found(groups, all, root) {
  const count = groups.flatMap((it) => it.results).length;
  const name = count < all ? "best" : count === 1 ? "one" : "many";
  const nodes = groups.map((it) => group(it, root));
  return {state: "found", status: fill(word("search", name), {count, all}), nodes};
}

function group({chapter, results}, root) {
  const items = results.map((it) => make("li", {}, link(it, root)));
  return make("section", {}, make("h2", {}, chapter), make("ol", {}, ...items));
}

function link({title, path, excerpt}, root) {
  const passage = excerpt.map((part) => (part.marked ? make("mark", {}, part.text) : part.text));
  return make(
    "a",
    {href: new URL(path, root).href},
    make("span", {class: "search-title"}, title),
    // For those who hear it: a pause.
    " ",
    make("span", {class: "search-excerpt"}, ...passage),
  );
}

/** Nothing is found: where else to look. */
export function none(query, root) {
  const pages = ["dictionary", "libraries", "messages", "glossary"].map((page) => {
    const href = new URL(`${page}.html`, root).href;
    return make("li", {}, make("a", {href}, word("search", page)), `: ${word("search", `${page}-has`)}`);
  });
  const nodes = [make("p", {}, ...says("none-help")), make("ul", {}, ...pages)];
  return {state: "none", status: fill(word("search", "none"), {query: query.trim()}), nodes};
}

/** The index is not there, and will be. */
export const preparing = () => ({state: "preparing", status: word("search", "preparing")});

export function notLoaded(error, again) {
  const ask = button("search-again", word("search", "again"), again);
  const nodes = [make("p", {}, ...says("failed-help")), make("p", {}, ask)];
  return {state: "failed", status: word("search", "failed"), nodes};
}

const says = (name) => marked(word("search", name), "hljs");
