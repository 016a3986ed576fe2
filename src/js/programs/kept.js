// Keeps the edit of a program: saved while it is written, there again after a
// reload, the same in every tab.

import {word} from "../words.js";
import {forget, keyOf, load, older, save, textIn} from "./edits.js";
import {notice} from "./notices.js";

/** So long after the last key an edit is saved; at once if the page goes away. */
const DELAY_MS = 200;

export class Kept {
  constructor(program) {
    this.program = program;
    const {listing, language, original} = program;
    this.place = [listing, language, original];
    /** What the storage has, as far as is known here. */
    this.saved = null;
    this.timer = null;
    this.#read();
    program.addEventListener("change", () => this.#later());
    addEventListener("storage", (event) => this.#heard(event));
    addEventListener("pagehide", () => this.save());
    // A page that comes back has slept through what others have written.
    addEventListener("pageshow", ({persisted}) => persisted && this.#read());
    document.addEventListener("visibilitychange", () => this.save());
    document.addEventListener("book:reload", (event) => this.#reload(event));
    program.twin.addEventListener("focusout", () => setTimeout(() => this.#ask()));
    this.#offer();
  }

  /** Whether all that was written is in the storage. */
  get safe() {
    return this.program.yours === this.saved;
  }

  #read() {
    this.saved = load(...this.place);
    if (this.saved !== null) this.program.change(this.saved);
  }

  #later() {
    clearTimeout(this.timer);
    if (!this.safe) this.timer = setTimeout(() => this.save(), DELAY_MS);
  }

  save() {
    clearTimeout(this.timer);
    if (this.safe) return;
    const {yours, original, twin} = this.program;
    if (save(...this.place, yours ?? original)) this.saved = yours;
    else notice(twin, word("run", "not-kept"));
  }

  /** Another tab has saved. What is being written here is saved after it, and wins. */
  #heard({key, newValue}) {
    const {program} = this;
    if (key !== keyOf(...this.place)) return;
    const written = !this.safe || program.editing;
    this.saved = textIn(newValue);
    if (written) return this.#later();
    const {shown} = program;
    program.change(this.saved ?? program.original);
    program.show(shown);
  }

  /** The page is not loaded again while somebody writes, or what was written would be lost. */
  #reload(event) {
    this.save();
    if (this.safe && !this.program.editing) return;
    event.preventDefault();
    this.reloads = true;
  }

  /** Nobody writes any more: a reload that waited for that may ask again. */
  #ask() {
    if (!this.reloads || !this.safe || this.program.editing) return;
    this.reloads = false;
    document.dispatchEvent(new CustomEvent("book:idle"));
  }

  /** An edit of an older original is in nobody's way, and not forgotten. */
  #offer() {
    const {program} = this;
    const found = program.edited ? null : older(...this.place);
    if (!found) return;
    const take = () => {
      program.change(found.text);
      this.save();
      if (this.safe) forget(found.key);
    };
    // Where a reader begins anew, what the book begins with is no reason to ask.
    if (program.listing === "scratch") take();
    else notice(program.twin, word("run", "older"), [{label: word("run", "show-older"), press: take}]);
  }
}
