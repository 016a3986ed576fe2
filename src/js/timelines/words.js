// Words of the controls. They are in the page, in the language of the page:
// `data-word-play="Play"` is `word(block, "Play")`.

/** The words of that name, or none. */
export function word(block, name) {
  return block.dataset[`word${name}`] ?? "";
}

/** Puts values where the words say `{name}`. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/**
 * A time in a run of that length, as seconds. A run of 0.3 s is told apart in
 * hundredths, one of 0.1 s in thousandths; more digits would only flicker.
 */
export function seconds(time, length) {
  const digits = length < 200_000 ? 3 : length < 10_000_000 ? 2 : 1;
  return (time / 1e6).toFixed(digits);
}
