// Words of the scripts. They are in the page, in the language of the page, as
// JSON: tables of words by name, as in crates/mdbook-listing/words.
//
//     <script type="application/json" id="book-words">
//       {"run": {"stop": "Stop", …}, "controls": {"play": "Play", …}}

let tables = null;

/** The words of that name in that table, or none. */
export function word(table, name) {
  tables ??= read(document.getElementById("book-words"));
  return tables[table]?.[name] ?? "";
}

// A page without words is one without scripts' work to do; it breaks nothing.
function read(element) {
  try {
    return JSON.parse(element?.textContent ?? "{}");
  } catch {
    return {};
  }
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
