// The editor of a program: CodeMirror with the keys, names and lines of the
// book. It is loaded, with CodeMirror, at the first edit.
//
// Tab indents, so it does not lead out of the editor; Esc does. The search is
// the browser's own.

import {EditorState, EditorView} from "../vendor/codemirror/bundle.js";
import {EditorBars, marked} from "./bars.js";
import {differenceOf} from "./difference.js";
import {basics, keys, languages} from "./editing.js";
import {textOf} from "./program.js";

let ids = 0;

export class Editor {
  /**
   * `change(text)` is called when the reader has written, `run()` at Ctrl-Enter,
   * `leave()` at Esc. `label` and `help` are words for the field.
   */
  constructor({text, language, firstLine, label, help, change, run, leave}) {
    this.firstLine = firstLine;
    this.element = document.createElement("div");
    this.element.className = "editor";
    const hint = document.createElement("p");
    hint.className = "editor-help";
    hint.id = `editor-help-${(ids += 1)}`;
    hint.textContent = help;
    // Where it can be written it takes part in Tab; `tabindex` says so to checkers.
    const said = {"aria-label": label, "aria-describedby": hint.id, tabindex: "0"};
    this.view = new EditorView({
      parent: this.element,
      state: EditorState.create({
        doc: shown(text),
        extensions: [
          keys(run, leave),
          basics(firstLine),
          languages[language],
          marked,
          EditorView.contentAttributes.of(said),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.setting) change(this.text);
          }),
        ],
      }),
    });
    this.element.append(hint);
    // mdBook turns the page on an arrow key, and searches on `s`.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  get text() {
    return textOf(this.view.state.doc.toString());
  }

  get focused() {
    return this.view.hasFocus;
  }

  /** Shows another text, which the reader can undo. */
  set(text) {
    if (text === this.text) return;
    this.setting = true;
    this.view.dispatch({changes: differenceOf(this.view.state.doc.toString(), shown(text))});
    this.setting = false;
  }

  focus() {
    this.view.focus();
  }

  /** Puts the cursor at a place, counted as compilers do: columns are characters. */
  goTo(line, column) {
    const {doc} = this.view.state;
    const row = Math.min(Math.max(line - this.firstLine + 1, 1), doc.lines);
    const {from, text} = doc.line(row);
    const before = [...text].slice(0, column - 1).join("");
    const anchor = from + before.length;
    this.view.dispatch({
      selection: {anchor},
      effects: EditorView.scrollIntoView(anchor, {y: "center"}),
    });
    this.view.focus();
  }

  bars() {
    return new EditorBars(this.view, this.firstLine);
  }
}

/** A text ends with a line break, behind which is no line. */
const shown = (text) => text.replace(/\n$/, "");
