// Saves a program, what it printed, and its timeline as one picture: an SVG file
// that needs nothing else, with text that can be selected, for browsers and for
// viewers of images. It is light whatever the theme: it goes into documents, and
// looks the same to everybody.

import {fill, word} from "../words.js";
import {drawingOf} from "./adopt.js";
import {flat} from "./flat.js";
import {shape, XML} from "./paint.js";
import {clean, rowsOf} from "./rows.js";

const MARGIN = 24;
const WIDTH = 760; // Of a timeline in a column: theme/timeline.css.
const ROW = 19;
const NUMBERS = 36; // The width of line numbers, with what is right of them.
const SANS = '"Segoe UI", Roboto, "Noto Sans", Ubuntu, "Helvetica Neue", Arial, sans-serif';
const MONO = '"SF Mono", Menlo, "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
const SIZE = 13;

/** How wide a letter of the widest of these fonts is. */
const LETTER = 0.605 * SIZE;

/** More of the output than this is counted. */
const PRINTED = 200;

const INK = "#1f2329";
const QUIET = "#57606a";
const BACK = "#f5f7f9";

/**
 * A self-contained SVG of a run. `output` may be empty, and so may `svg`, the
 * drawing of a `timeline` message; `firstLine` is the number of the program's
 * first line. Throws if the drawing is refused.
 */
export function savePicture({title, language, text, output, svg, firstLine = 1}) {
  const sheet = new Sheet();
  const name = word("run", language) || language;
  sheet.title(title);
  sheet.heading(name);
  sheet.rows(rowsOf(text, columns(NUMBERS), firstLine), NUMBERS);
  sheet.panel();
  if (output.trim()) {
    sheet.heading(fill(word("controls", "prints"), {language: name}));
    sheet.rows(shortened(rowsOf(output, columns(0))), 0);
  }
  if (svg) sheet.drawing(drawingOf(svg));
  return new Blob([sheet.text()], {type: "image/svg+xml"});
}

const columns = (taken) => Math.floor((WIDTH - taken) / LETTER);

/** The first and the last rows, where there are too many. */
function shortened(rows) {
  const count = rows.length - PRINTED;
  if (count <= 0) return rows;
  const said = fill(word("controls", "more-lines"), {count});
  const half = PRINTED / 2;
  return [...rows.slice(0, half), {line: null, text: said}, ...rows.slice(-half)];
}

/** A picture that grows downwards. */
class Sheet {
  constructor() {
    this.svg = shape("svg", {stroke: "none"}); // Said, since there are viewers that draw one.
    this.back = shape("rect", {width: "100%", height: "100%", fill: "#ffffff"});
    this.svg.append(this.back);
    this.y = MARGIN;
  }

  write(x, text, attributes) {
    const element = shape("text", {x: MARGIN + x, y: this.y, "font-family": SANS, "font-size": SIZE, fill: INK, ...attributes});
    element.setAttributeNS(XML, "xml:space", "preserve");
    element.textContent = text;
    this.svg.append(element);
  }

  title(text) {
    const name = shape("title");
    name.textContent = clean(text);
    this.svg.prepend(name);
    for (const row of rowsOf(text, columns(0) - 8)) {
      this.y += ROW;
      this.write(0, row.text, {"font-size": 15, "font-weight": 600});
    }
  }

  heading(text) {
    this.y += ROW + 8;
    this.write(0, text, {"font-size": 12, fill: QUIET});
    this.y += 4;
  }

  rows(rows, indent) {
    for (const {line, text} of rows) {
      this.y += ROW;
      const number = {"text-anchor": "end", fill: QUIET, style: "user-select: none; -webkit-user-select: none"};
      if (indent && line) this.write(indent - 14, line, {"font-family": MONO, "font-size": 11, ...number});
      if (text) this.write(indent, text, {"font-family": MONO});
    }
  }

  /** All that follows is about the run. */
  panel() {
    this.y += MARGIN;
    this.run = shape("rect", {y: this.y, width: "100%", fill: BACK});
    this.back.after(this.run);
  }

  drawing(svg) {
    this.heading(svg.querySelector("title").textContent);
    this.y += 12;
    const drawn = flat(svg, WIDTH);
    drawn.setAttribute("transform", `translate(${MARGIN} ${this.y})`);
    this.svg.append(drawn);
    this.y += Number(svg.getAttribute("height"));
  }

  text() {
    const [width, height] = [WIDTH + 2 * MARGIN, Math.ceil(this.y + MARGIN)];
    this.run.setAttribute("height", height - Number(this.run.getAttribute("y")));
    for (const [name, value] of Object.entries({width, height, viewBox: `0 0 ${width} ${height}`})) {
      this.svg.setAttribute(name, value);
    }
    return `${new XMLSerializer().serializeToString(this.svg)}\n`;
  }
}
