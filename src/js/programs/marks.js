// Bars behind the lines of a program for one picture, which stay when another
// view of the program is shown: the text, the changes, the editor.

export class Marks {
  /** `view.bars()` makes bars; `gone` is called when these are removed. */
  constructor(view, gone) {
    this.gone = gone;
    this.kinds = new Map();
    this.listeners = [];
    this.bars = view.bars();
  }

  /** The line in each row that is shown, null where there is none. */
  get numbers() {
    return this.bars.numbers;
  }

  /** Marks these lines as `kind` (a class), and no others. */
  mark(kind, lines) {
    this.kinds.set(kind, lines);
    this.bars.mark(kind, lines);
  }

  /** Calls `point` with the line under the pointer, and with null when it leaves. */
  listen(point, signal) {
    const listener = {point, signal, here: new AbortController()};
    this.listeners.push(listener);
    this.#listen(listener);
  }

  #listen({point, signal, here}) {
    this.bars.listen(point, AbortSignal.any([signal, here.signal]));
  }

  /** Another view is shown now. */
  move(view) {
    this.#leave();
    this.bars = view.bars();
    for (const [kind, lines] of this.kinds) this.bars.mark(kind, lines);
    for (const listener of this.listeners) {
      listener.here = new AbortController();
      this.#listen(listener);
    }
  }

  #leave() {
    for (const {here, point} of this.listeners) {
      here.abort();
      point(null);
    }
    this.bars.remove();
  }

  remove() {
    this.#leave();
    this.gone();
  }
}
