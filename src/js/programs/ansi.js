// Reads text with the colors of a terminal.
//
// Of all that terminals do, only how characters look is kept ("select graphic
// rendition"). Backgrounds are read over: they would have to fit five themes.

/** The looks of text: `color` is 0 to 15, or `[red, green, blue]`. */
const PLAIN = Object.freeze({});

/** A sequence that begins in one chunk may end in the next; longer ones are text. */
const LONGEST = 4096;

const SEQUENCE = new RegExp(
  [
    "\\x1b\\[([0-?]*)[ -/]*([@-~])", // control sequences; colors end with `m`
    "\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)", // to the terminal's window; links
    "\\x1b[PX^_][^\\x1b]*\\x1b\\\\", // to its devices
    "\\x1b[ -/]*[0-OQ-WYZ`-~]", // two characters
    "(\\x1b(?:\\[[0-?]*[ -/]*|\\][^\\x07\\x1b]*\\x1b?|[PX^_][^\\x1b]*\\x1b?|[ -/]*)$)", // not over
  ].join("|"),
  "g",
);

// All but tabs and line breaks, which are read by the terminal.
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** Reads chunks of one stream, in order. */
export class Ansi {
  constructor() {
    this.look = PLAIN;
    this.rest = "";
  }

  /** The pieces of a chunk: `[{text, look}]`. */
  read(chunk) {
    const text = this.rest + chunk;
    const pieces = [];
    let from = 0;
    this.rest = "";
    for (const match of text.matchAll(SEQUENCE)) {
      this.#push(pieces, text.slice(from, match.index));
      from = match.index + match[0].length;
      if (match[2] === "m") this.look = look(this.look, match[1]);
      if (match[3] === undefined) continue;
      if (match[3].length < LONGEST) this.rest = match[3];
      else this.#push(pieces, match[3]);
    }
    this.#push(pieces, text.slice(from));
    return pieces;
  }

  #push(pieces, raw) {
    const text = raw.replace(CONTROLS, "");
    if (text) pieces.push({text, look: this.look});
  }
}

/** The look that these parameters make of another. */
function look(before, parameters) {
  const codes = parameters.split(/[;:]/).map(Number);
  let after = {...before};
  while (codes.length) {
    const code = codes.shift();
    if (code === 38 || code === 48) {
      const color = longColor(codes);
      if (code === 38 && color !== null) after.color = color;
    } else after = simple(after, code);
  }
  return Object.keys(after).length ? Object.freeze(after) : PLAIN;
}

const ON = {1: "bold", 2: "dim", 3: "italic", 4: "underline"};
const OFF = {22: ["bold", "dim"], 23: ["italic"], 24: ["underline"], 39: ["color"]};

function simple(look, code) {
  if (code === 0) return {};
  if (code in ON) return {...look, [ON[code]]: true};
  if (code >= 30 && code <= 37) return {...look, color: code - 30};
  if (code >= 90 && code <= 97) return {...look, color: code - 90 + 8};
  const less = {...look};
  for (const name of OFF[code] ?? []) delete less[name];
  return less;
}

/** Takes `5;n` or `2;r;g;b` off the codes. */
function longColor(codes) {
  const kind = codes.shift();
  if (kind === 2) return [0, 1, 2].map(() => Math.min(255, codes.shift() || 0));
  return kind === 5 ? fromTable(codes.shift() ?? 0) : null;
}

/** A color of the 256: 16, then a cube of 6 × 6 × 6, then grays. */
function fromTable(number) {
  if (number < 16) return number;
  if (number >= 232) return Array(3).fill(8 + 10 * (number - 232));
  const step = (place) => Math.floor((number - 16) / place) % 6;
  return [36, 6, 1].map((place) => (step(place) ? 55 + 40 * step(place) : 0));
}
