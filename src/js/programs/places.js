// Finds places of a program in what it and its compiler write.
//
//     main.rs:9:5    src/main.rs:9:5    File "main.py", line 7
//
// A recorded run has the name of its listing there instead of `main`.

/**
 * The places in a line: `[{from, to, line, column}]`, in order. `from` and `to`
 * are what stands for the place in the text.
 */
export function placesIn(text, listing = "") {
  const name = ["main", ...(listing ? [listing] : [])].map(literal).join("|");
  // What stands before the name must not be part of it: `domain.rs` is no place.
  const patterns = [
    `(?<![\\w./-])(?:\\./)?(?:src/)?(?:${name})\\.rs:(\\d+)(?::(\\d+))?`,
    `File "(?:[^"]*/)?(?:${name})\\.py", line (\\d+)`,
    `(?<![\\w./-])(?:${name})\\.py:(\\d+)`,
  ];
  const found = patterns.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))]);
  return found
    .map(({index, 0: place, 1: line, 2: column}) => ({
      from: index,
      to: index + place.length,
      line: Number(line),
      column: column === undefined ? 1 : Number(column),
    }))
    .sort((one, other) => one.from - other.from);
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Cuts `[{text, …}]` where places begin and end: `[{place, pieces}]`; place is null between. */
export function cut(pieces, places) {
  const parts = [];
  let at = 0;
  const add = (piece, text, place) => {
    const last = parts.at(-1);
    if (last && last.place === place) last.pieces.push({...piece, text});
    else parts.push({place, pieces: [{...piece, text}]});
  };
  for (const piece of pieces) {
    let text = piece.text;
    while (text) {
      const place = places.find(({from, to}) => from <= at && at < to) ?? null;
      const next = place ? place.to : places.find(({from}) => from > at)?.from ?? Infinity;
      const length = Math.min(text.length, next - at);
      add(piece, text.slice(0, length), place);
      text = text.slice(length);
      at += length;
    }
  }
  return parts;
}
