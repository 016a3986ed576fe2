// Reads a variation's program and its original out of the changes between them.
//
// The rows of a block of changes begin with `+ `, `- ` or two blanks, and a row
// of dots stands for what is the same. `data-lines` says the variation's lines;
// the original's follow from how many lines came and went above them.
//
// A program to read is `{numbers, text(line)}`: the line in each row of the
// block beside the picture, null for none, and the text of a line.

const DOTS = "  ...";

/** How many lines more the original has than the variation, by these rows. */
function more(rows) {
  const count = (sign) => rows.filter((row) => row.startsWith(sign)).length;
  return count("-") - count("+");
}

/** The rows between dots: each their place in the block, and the variation's lines. */
function groupsOf(rows, numbers) {
  const groups = [[]];
  rows.forEach((row, at) => {
    if (row === DOTS && numbers[at] === null) groups.push([]);
    else groups.at(-1).push(at);
  });
  return groups.map((places) => ({
    places,
    lines: places.map((at) => numbers[at]).filter((line) => line !== null),
  }));
}

/** The original's line in each row, null where it has none, or it is not known. */
export function linesBefore(rows, numbers) {
  const before = rows.map(() => null);
  for (const {places, lines} of groupsOf(rows, numbers)) {
    if (!lines.length) continue;
    for (const at of places) {
      if (rows[at].startsWith("+")) continue;
      const here = places.filter((place) => place < at && numbers[place] !== null).length;
      before[at] = lines[0] + here + more(rows.slice(0, at));
    }
  }
  return before;
}

/** The original's line for a line of the variation that no row shows; null if it is not known. */
export function hiddenBefore(line, rows, numbers) {
  const groups = groupsOf(rows, numbers);
  // Nobody knows where a group stands in which nothing is the variation's.
  if (groups.some(({lines}) => !lines.length)) return null;
  const above = groups.filter(({lines}) => lines[0] < line).flatMap(({places}) => places);
  return line + more(above.map((at) => rows[at]));
}

/**
 * The programs of a variation and of its original, to read beside the changes.
 * `shown` is what the block shows, `original` the whole program before; either
 * may be null.
 */
export function programs(shown, original) {
  const unseen = original && {numbers: [], text: (line) => original.text(line)};
  if (!shown || !original) return {changed: shown, original: unseen};
  const {rows, numbers} = shown;
  const before = linesBefore(rows, numbers);
  const same = (line, at) => line === null || original.text(line) === rows[at].slice(2).trim();
  if (!before.every(same)) return {changed: shown, original: unseen};
  const hidden = (line) => original.text(hiddenBefore(line, rows, numbers));
  return {
    changed: {numbers, text: (line) => (numbers.includes(line) ? shown.text(line) : hidden(line))},
    original: {numbers: before, text: unseen.text},
  };
}
