// Shows what a program and its compiler write: colors, places that can be
// pressed, and never more than the page can bear.
//
// What a program writes is only ever set as text. It is shown once per frame,
// in order with everything else that is asked to happen in between.

import {Ansi} from "./ansi.js";
import {dressed} from "./dress.js";

/** Lines that stay on the page: the first, and the last of the rest. */
const FIRST = 500;
const LAST = 2000;

/** Lines that are made per frame, which takes a few milliseconds. */
const PER_FRAME = 500;

// Nothing is drawn in a page that is not seen, so no frame would come.
const soon = (flush) => (document.hidden ? setTimeout(flush, 100) : requestAnimationFrame(flush));

export class Terminal {
  /**
   * `code` is where it is shown; `listing` the other name of the program;
   * `goTo(line, column)` is called when a place is pressed, `shown(kind)` when
   * something of that kind was shown; `say` has the words for `lines(count)`
   * that are not shown, and for a `place(line)`.
   */
  constructor(code, {listing, goTo, say, shown = () => {}, schedule = soon}) {
    Object.assign(this, {code, listing, goTo, say, shown, schedule});
    this.clear();
  }

  clear() {
    this.waiting = [];
    this.coming = 0;
    this.ansi = {};
    this.kind = null;
    this.kept = 0;
    this.cut = 0;
    this.mark = null;
    this.pieces = [];
    this.line = null;
    this.returned = false;
    this.code.replaceChildren();
  }

  /** Whether nothing was written. */
  get isEmpty() {
    return this.code.childElementCount === 0;
  }

  /** Shows text of a kind: `out`, `err`, `diagnostics`. */
  write(kind, text) {
    const tokens = (this.ansi[kind] ??= new Ansi()).read(text).flatMap(({text, look}) =>
      text.match(/\r|\n|[^\r\n]+/g).map((text) => ({kind, text, look})),
    );
    this.#wait(tokens);
  }

  /** Does something after all that was written before is shown. */
  then(action) {
    this.#wait([action]);
  }

  #wait(items) {
    const {waiting} = this;
    if (!waiting.length && items.length) this.schedule(() => this.#flush(waiting));
    for (const item of items) {
      waiting.push(item);
      if (item.text === "\n") this.coming++;
    }
  }

  #flush(waiting) {
    if (waiting !== this.waiting) return; // It was cleared since.
    let lines = 0;
    let done = 0;
    for (; done < waiting.length && lines < PER_FRAME; done++) {
      const item = waiting[done];
      if (typeof item === "function") item();
      else if (this.#take(item)) lines++;
      if (waiting !== this.waiting) return;
    }
    waiting.splice(0, done);
    if (this.pieces.length) this.#draw();
    if (this.mark) this.mark.textContent = `${this.say.lines(this.cut)}\n`;
    this.shown(this.kind);
    if (waiting.length) this.schedule(() => this.#flush(waiting));
  }

  /** Takes a token; whether it ended a line. */
  #take({kind, text, look}) {
    if (text === "\n") return this.#end(kind);
    if (text === "\r") this.returned = true;
    else {
      // What follows a carriage return is written over the line.
      if (this.returned) this.pieces = [];
      // The compiler does not end its last line for the program.
      else if (this.kind === "diagnostics" && kind !== this.kind && this.pieces.length) {
        this.coming++;
        this.#end(this.kind);
      }
      this.returned = false;
      this.kind = kind;
      this.pieces.push({kind, text, look});
    }
    return false;
  }

  /** Ends a line; false if that was little work. */
  #end(kind) {
    this.kind = kind;
    this.coming--;
    // So many come after it that it would go at once.
    const seen = this.kept < FIRST || this.coming < LAST || this.line !== null;
    if (seen) {
      this.pieces.push({kind, text: "\n", look: {}});
      this.#draw();
    } else {
      this.cut++;
      this.#marked();
      while (this.mark.nextSibling) this.#cut();
    }
    this.pieces = [];
    this.line = null;
    this.returned = false;
    return seen;
  }

  /** Draws the line that is written to. */
  #draw() {
    if (!this.line) {
      this.line = document.createElement("span");
      this.code.append(this.line);
      this.#forget();
    }
    this.line.className = `line ${this.kind}`;
    this.line.replaceChildren(...dressed(this.pieces, this));
  }

  /** Takes the oldest of the last lines off the page, if there are too many. */
  #forget() {
    this.kept++;
    if (this.kept <= FIRST + LAST) return;
    this.#marked();
    this.#cut();
  }

  #cut() {
    this.mark.nextSibling.remove();
    this.kept--;
    this.cut++;
  }

  /** Puts what says that lines are not shown behind the first ones. */
  #marked() {
    if (this.mark) return;
    this.mark = document.createElement("span");
    this.mark.className = "line cut";
    this.code.children[FIRST - 1].after(this.mark);
  }
}
