// One program of a page: as it was written, and as a reader has changed it.
//
//     <figure data-listing="name">
//       <div class="twin rust" data-first-line="3">          a listing
//         <pre><code>                                        the program
//       <div class="twin rust" data-first-line="3" data-lines="7,,8" data-program="…">
//         <pre><code>                                        a variation: its changes
//
// What is seen of it is views.js's, what is kept of it kept.js's business.

import {Kept} from "./kept.js";
import {addVersions} from "./versions.js";
import {Views} from "./views.js";

const programs = new WeakMap();

/** The program of a `.twin`; there is one. */
export function programOfTwin(twin) {
  if (!programs.has(twin)) programs.set(twin, new Program(twin));
  return programs.get(twin);
}

/** Which listing a `.twin` is of, and in which language. */
export function listingAt(twin) {
  const {listing} = twin.closest("figure").dataset;
  return {listing, language: twin.classList.contains("python") ? "python" : "rust"};
}

/** The text of a program: it ends with one line break, wherever it came from. */
export function textOf(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  return lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** The text of a block, without the lines that only rustdoc reads. */
function readable(code) {
  const copy = code.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".boring")) hidden.remove();
  return copy.textContent;
}

/** Says `change` when `text`, `shown` or `edited` is another; Ctrl-Enter is `program:run` on the twin. */
export class Program extends EventTarget {
  constructor(twin) {
    super();
    this.twin = twin;
    this.figure = twin.closest("figure");
    Object.assign(this, listingAt(twin));
    /** Whether only `cargo book` can run it: it needs a server, or an unusual crate. */
    this.here = "here" in twin.dataset;
    this.firstLine = Number(twin.dataset.firstLine ?? 1);
    this.original = textOf(twin.dataset.program ?? readable(twin.querySelector("pre > code")));
    /** What the reader has made of it; null as long as that is nothing. */
    this.yours = null;
    /** Which of the two is shown and run: `original` or `yours`. */
    this.shown = "yours";
    this.views = new Views(this);
    addVersions(this);
    this.kept = new Kept(this);
  }

  /** What Run, Copy and Share use: the edit if it is shown, else the original. */
  get text() {
    return (this.shown === "yours" && this.yours) || this.original;
  }

  /** Whether `text` is not the original. */
  get changed() {
    return this.text !== this.original;
  }

  /** Whether there is an edit, shown or not. */
  get edited() {
    return this.yours !== null;
  }

  /** The text with its lines where messages and pictures say they are. */
  get source() {
    return "\n".repeat(this.firstLine - 1) + this.text;
  }

  /** Whether somebody writes in it now. */
  get editing() {
    return this.views.focused;
  }

  /** Opens the editor; its result is null if that is not possible, which is said. */
  open() {
    this.show("yours");
    return this.views.editor();
  }

  /** Opens the editor and goes there. */
  async edit() {
    (await this.open())?.focus();
  }

  /** Opens the editor at a place, counted as messages count: lines from `firstLine`, columns from 1. */
  async goTo(line, column = 1) {
    // What was run is what is shown; the editor has another program.
    if (this.edited && this.shown === "original") return this.views.original.goTo(line);
    (await this.open())?.goTo(line, column);
  }

  /** Shows `original` or `yours`; nothing is lost by it. */
  show(which) {
    if (which === this.shown) return;
    this.shown = which;
    this.#changed();
  }

  /** The edit is this text now. One that is the original is none. */
  change(text) {
    const yours = textOf(text) === this.original ? null : textOf(text);
    if (yours === this.yours && this.shown === "yours") return;
    this.yours = yours;
    this.shown = "yours";
    this.#changed();
  }

  /**
   * Bars behind the lines that are shown now, for one picture:
   * `{numbers, mark(kind, lines), listen(point, signal), remove()}`.
   */
  get marks() {
    return this.views.marks();
  }

  #changed() {
    this.views.update();
    this.dispatchEvent(new Event("change"));
  }
}
