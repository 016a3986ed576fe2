// A passage that was found, as pieces of text.

import {has} from "./query.js";

/** Of a word this short the index marks every word that begins with it. */
const SHORT = 3;

/**
 * The pieces `{text, marked}` of what Pagefind gives as HTML: text with `<` and
 * `>` escaped, and `<mark>` around what was found.
 */
export function pieces(excerpt, words) {
  const long = words.filter((word) => word.length >= SHORT);
  const wanted = (text) => !long.length || long.some((word) => has(text, word));
  return excerpt
    .split(/<\/?mark>/)
    .map((text, index) => ({text: plain(text), marked: index % 2 === 1 && wanted(text)}))
    .filter(({text}) => text);
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
