// What is seen of a program, one at a time, at the same place:
//
//     <div class="twin">
//       <pre><code>               the original; of a variation, its changes
//       <pre class="yours"><code> an edit that is only read, such as after a reload
//       <div class="editor">      from the first Edit on
//
// The first of them stays the first `pre > code` of the twin: recorded timelines
// look for it there.

import {fill, word} from "../words.js";
import {Marks} from "./marks.js";
import {named} from "./names.js";
import {notice} from "./notices.js";
import {Still} from "./still.js";

export class Views {
  constructor(program) {
    this.program = program;
    this.original = new Still(program.twin.querySelector("pre > code"), program.twin.dataset);
    this.now = this.original;
    /** An edit as text, and the editor: as soon as they are needed. */
    this.yours = null;
    this.opened = null;
    this.layers = new Set();
  }

  /** Whether somebody writes in the editor now. */
  get focused() {
    return Boolean(this.opened?.focused);
  }

  /** Bars behind the lines, whatever is shown later. */
  marks() {
    const marks = new Marks(this.now, () => this.layers.delete(marks));
    this.layers.add(marks);
    return marks;
  }

  /** Shows what the program is now. */
  update() {
    const {program, opened} = this;
    if (opened && program.shown === "yours") opened.set(program.text);
    this.#turn(this.#wanted());
  }

  #wanted() {
    const {edited, shown} = this.program;
    if (shown === "original") return this.original;
    if (this.opened) return this.opened;
    return edited ? this.#asText() : this.original;
  }

  #asText() {
    const {text, language, firstLine} = this.program;
    this.yours ??= Still.made(language, firstLine, this.original.element);
    this.yours.set(text);
    return this.yours;
  }

  #turn(view) {
    if (view === this.now) return;
    this.now.element.hidden = true;
    view.element.hidden = false;
    this.now = view;
    for (const marks of this.layers) marks.move(view);
  }

  /** The editor, shown; null if it cannot be loaded, which is said. */
  async editor() {
    try {
      const {Editor} = await import("./editor.js");
      this.opened ??= this.#open(Editor);
    } catch (error) {
      notice(this.program.twin, fill(word("run", "no-editor"), {error: error.message}));
      return null;
    }
    this.update();
    return this.opened;
  }

  #open(Editor) {
    const {program} = this;
    const {language, firstLine, twin, text} = program;
    const editor = new Editor({
      text,
      language,
      firstLine,
      label: named("editor", program),
      help: word("run", "editor-help"),
      change: (written) => program.change(written),
      run: () => twin.dispatchEvent(new CustomEvent("program:run", {bubbles: true})),
      leave: () => twin.querySelector(".run-button")?.focus(),
    });
    editor.element.hidden = true;
    twin.append(editor.element);
    return editor;
  }
}
