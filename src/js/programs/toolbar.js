// The buttons of a program, at the end of the line that names its language.
//
//     <p class="language">Rust
//       <span class="actions">
//         <button class="run-button"> .edit-button .copy-button .share-button
//         <span class="said" role="status">

import {button, make, marked} from "../make.js";
import {fill, word} from "../words.js";
import {keepArrows, named} from "./names.js";
import {programOfTwin} from "./program.js";
import {watch} from "./reach.js";

/** Milliseconds for which it is said what a button did. */
const SAID = 5000;

/** Adds the buttons to a `.twin`. */
export function addToolbar(twin) {
  const program = programOfTwin(twin);
  const row = twin.querySelector(".language");
  if (row.querySelector(".actions")) return;
  new Toolbar(program, row);
}

class Toolbar {
  constructor(program, row) {
    this.program = program;
    this.running = null;
    this.element = make("span", "actions");
    const add = (name, press) => {
      const element = button(`${name}-button`, "", press);
      this.element.append(element);
      label(element, name, program);
      return element;
    };
    this.runs = add("run", () => (this.running ? this.running.stop() : this.run()));
    add("edit", () => program.edit());
    add("copy", () => this.#copy());
    this.shares = add("share", () => this.#share());
    this.said = make("span", "said");
    this.said.setAttribute("role", "status");
    this.element.append(this.said);
    row.append(this.element);
    keepArrows(this.element);
    program.addEventListener("change", () => this.#show());
    // Ctrl-Enter in the editor.
    program.twin.addEventListener("program:run", () => this.run());
    this.#show();
  }

  /** Runs the program as it is now; a run of it that goes on is given up. */
  async run() {
    const runs = await import("./runs.js").catch(() => null);
    // Where the scripts came from, nothing answers any more.
    if (!runs) return this.#say(word("run", isServed() ? "unreachable" : "unreachable-site"));
    this.running = runs.start(this.program, () => {
      this.running = null;
      this.#show();
    });
    this.#show();
  }

  #show() {
    for (const code of this.program.twin.querySelectorAll("pre > code")) watch(code);
    this.shares.hidden = !this.program.changed;
    this.runs.classList.toggle("running", this.running !== null);
    label(this.runs, this.running ? "stop" : "run", this.program);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.program.text);
      this.#say(word("run", "copied"));
    } catch {
      this.#say(word("run", "not-copied"));
    }
  }

  async #share() {
    try {
      const {linkFor} = await import("./share.js");
      const link = await linkFor(this.program);
      const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
      this.#say(word("run", copied ? "shared" : "link"), copied ? "" : link);
    } catch (error) {
      this.#say(fill(word("run", "not-shared"), {error: error.message}));
    }
  }

  /** Says what became of it; a link stays until something else is said. */
  #say(sentence, link = "") {
    clearTimeout(this.saying);
    this.said.replaceChildren(...marked(sentence));
    if (!link) this.saying = setTimeout(() => this.said.replaceChildren(), SAID);
    else this.said.append(" ", Object.assign(make("a", "", named("shared-program", this.program)), {href: link}));
  }
}

/** Whether this page came from `cargo book`. */
const isServed = () => Boolean(document.querySelector("meta[name=book-token]"));

/** Gives a button its words: those that are seen, and which of many it is. */
function label(element, name, program) {
  const what = word("run", name);
  if (element.textContent === what) return;
  element.textContent = what;
  element.ariaLabel = named("of", program, {what});
}
