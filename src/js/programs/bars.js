// The bars behind the lines in an editor, as timelines/code.js has them for
// text that is read.

import {Decoration, EditorView, StateEffect, StateField} from "../vendor/codemirror/bundle.js";

/** `{layer, kind, rows}`: these rows of the document, counted from 1, are marked. */
const mark = StateEffect.define();

/** What is marked: rows by layer and kind. With an edit, rows are others. */
export const marked = StateField.define({
  create: () => new Map(),
  update(rows, {docChanged, effects}) {
    const news = effects.filter((effect) => effect.is(mark)).map(({value}) => value);
    if (!docChanged && !news.length) return rows;
    const after = new Map(docChanged ? [] : rows);
    for (const {layer, kind, rows} of news) after.set(`${layer} ${kind}`, {kind, rows});
    return after;
  },
  provide: (field) =>
    EditorView.decorations.compute([field, "doc"], (state) => decorations(state.field(field), state.doc)),
});

function decorations(marks, doc) {
  const ranges = [...marks.values()].flatMap(({kind, rows}) =>
    rows
      .filter((row) => row >= 1 && row <= doc.lines)
      .map((row) => Decoration.line({class: kind}).range(doc.line(row).from)),
  );
  return Decoration.set(ranges, true);
}

let layers = 0;

export class EditorBars {
  constructor(view, firstLine) {
    this.view = view;
    this.firstLine = firstLine;
    this.layer = layers += 1;
    this.kinds = new Set();
  }

  get numbers() {
    return Array.from({length: this.view.state.doc.lines}, (_, row) => row + this.firstLine);
  }

  /** Marks these lines as `kind` (a class), and no others. */
  mark(kind, lines) {
    const rows = lines.map((line) => line - this.firstLine + 1);
    const before = this.view.state.field(marked).get(`${this.layer} ${kind}`)?.rows ?? [];
    if (rows.join() === before.join()) return;
    this.kinds.add(kind);
    this.view.dispatch({effects: mark.of({layer: this.layer, kind, rows})});
  }

  /** Calls `point` with the line under the pointer, and with null when it leaves. */
  listen(point, signal) {
    const {scrollDOM} = this.view;
    scrollDOM.addEventListener("mousemove", ({clientY}) => point(this.#lineAt(clientY)), {signal});
    scrollDOM.addEventListener("mouseleave", () => point(null), {signal});
  }

  #lineAt(y) {
    const {documentTop, contentHeight, state} = this.view;
    const height = y - documentTop;
    if (height < 0 || height > contentHeight) return null;
    const {from} = this.view.lineBlockAtHeight(height);
    return state.doc.lineAt(from).number + this.firstLine - 1;
  }

  remove() {
    for (const kind of this.kinds) this.mark(kind, []);
  }
}
