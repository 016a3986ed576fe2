// What was found, in the order and the groups in which it is shown.

import {pieces} from "./excerpt.js";
import {has, hasWhole, wordsOf} from "./query.js";

/** How many are looked at, and how many are shown of one chapter. */
export const FOUND_MAX = 24;
const CHAPTER_MAX = 4;

/** A heading is about a word if it has no more than this many for each of them. */
const ABOUT_MAX = 4;

/**
 * A result from what Pagefind has of a section, see crates/search:
 *
 *     {title, chapter, path, term, listing, excerpt: [{text, marked}, …]}
 *
 * A row that is looked up has the number of its `listing`.
 */
export function result({meta, filters, raw_url, excerpt}, words) {
  const [chapter, term, listing, url] = ["chapter", "term", "listing", "url"].map((it) => filters[it]?.[0]);
  return {title: meta.title, chapter, term, listing, path: url ?? raw_url, excerpt: pieces(excerpt, words)};
}

/** Whether a section has the words, and not only a beginning of them. */
export function isFound({meta, content, locations}, words) {
  const all = content.split(/\s+/);
  const marked = locations.map((it) => all[it] ?? "").join(" ");
  const text = [meta.title, meta.names, meta.words, marked].join(" ");
  return words.every((word) => has(text, word));
}

/** `spawn_blocking`, `JoinSet`, `E0277`: what nobody writes who means a word. */
const isName = (word) => /_|\p{L}\p{N}|\p{Ll}\p{Lu}/u.test(word);

/**
 * Headings with the very words come first, if they are of little else or a name
 * is asked for: of these, rows that are looked up, in the order of the book.
 * Else the order stays.
 */
export function ranked(results, words) {
  const isAbout = ({title}) =>
    words.every((word) => hasWhole(title, word)) &&
    (words.some(isName) || wordsOf(title).length <= ABOUT_MAX * words.length);
  const about = results.filter(isAbout);
  const rows = about.filter((it) => it.listing).sort((a, b) => inNumbers.compare(a.listing, b.listing));
  return [...rows, ...about.filter((it) => !it.listing), ...results.filter((it) => !isAbout(it))];
}

/** 2.10 comes after 2.9. */
const inNumbers = new Intl.Collator("en", {numeric: true});

/**
 * The word that the glossary explains under a word of another language: for
 * 코루틴, coroutine.
 */
export function counterpart([first], words) {
  if (!first?.term || words.some((word) => has(first.term, word))) return null;
  const other = first.title.replace(first.term, "");
  return words.every((word) => has(other, word)) ? first.term : null;
}

/** One group `{chapter, results}` for each chapter, best first. */
export function grouped(results) {
  const groups = new Map();
  for (const it of results) {
    const group = groups.get(it.chapter) ?? [];
    if (group.length < CHAPTER_MAX) groups.set(it.chapter, [...group, it]);
  }
  return [...groups].map(([chapter, results]) => ({chapter, results}));
}
