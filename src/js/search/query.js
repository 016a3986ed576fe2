// What a reader typed, as words that the index knows.

/** In quotes: these words, in this order. */
const EXACT = /^\s*".+"\s*$/;

/**
 * The words of a query. Names are written with signs that the index has not:
 * `tokio::spawn`, `join!` and `asyncio.gather()` are words with spaces between
 * them. The number of a listing, 2.4, is one word.
 */
export function wordsOf(query) {
  const text = query.normalize("NFC").replace(/['’]/g, "");
  return text.match(/\p{N}+(?:\.\p{N}+)+|[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}

/** What to ask the index for. */
export function asked(query) {
  const words = wordsOf(query).join(" ");
  return EXACT.test(query) && words ? `"${words}"` : words;
}

/**
 * Whether a text has the word, or what it begins with: the index also answers
 * with other forms of a word, and for a word that it does not have with any
 * shorter one, as with `s` for `select`.
 */
export function has(text, word) {
  const beginning = word.slice(0, Math.max(2, word.length / 2)).toLowerCase();
  const pieces = wordsOf(text.toLowerCase()).flatMap((it) => [it, ...it.split("_")]);
  return pieces.some((piece) => piece.startsWith(beginning));
}

/** Whether a text has the word as it was typed, and nothing attached to it. */
export const hasWhole = (text, word) => wordsOf(text.toLowerCase()).includes(word.toLowerCase());
