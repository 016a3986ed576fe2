// Marks lines of a program with bars behind them.
//
// highlight.js has rewritten what is inside `<code>`, so a line is found by its
// height and not by an element. Programs on a page do not wrap, and the bars
// are beside `<code>`, which is what scrolls: a bar stays as wide as the block.

/** The number of the line at `y` pixels below the top of `<code>`, or null. */
export function lineAt(y, {first, count, top, height}) {
  const row = Math.floor((y - top) / height);
  return row >= 0 && row < count ? first + row : null;
}

/** Where the bar of a line begins, below the top of `<code>`; null if it is not shown. */
export function topOf(line, {first, count, top, height}) {
  const row = line - first;
  return row >= 0 && row < count ? top + row * height : null;
}

/** The program in a `.twin`, or null where the block does not show whole lines. */
export function codeOf(twin) {
  const code = twin?.querySelector("pre > code");
  const first = Number(twin?.dataset.firstLine);
  return code && first ? new Code(code, first) : null;
}

class Code {
  constructor(code, first) {
    this.pre = code.parentElement;
    this.code = code;
    this.first = first;
    this.count = code.textContent.replace(/\n$/, "").split("\n").length;
    this.bars = document.createElement("span");
    this.bars.className = "line-bars";
    this.bars.ariaHidden = "true";
    this.pre.prepend(this.bars);
  }

  // Read at every use: the reader may have zoomed, or fonts arrived, since.
  get measures() {
    const style = getComputedStyle(this.code);
    return {
      first: this.first,
      count: this.count,
      top: parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth),
      height: parseFloat(style.lineHeight),
    };
  }

  /** Marks these lines as `kind` (a class), and no others. */
  mark(kind, lines) {
    const old = this.bars.querySelectorAll(`.${kind}`);
    const wanted = lines.join(" ");
    if (wanted === [...old].map((bar) => bar.dataset.line).join(" ")) return;
    for (const bar of old) bar.remove();
    const measures = lines.length ? this.measures : null;
    for (const line of lines) {
      const top = topOf(line, measures);
      if (top === null) continue;
      const bar = document.createElement("span");
      bar.className = kind;
      bar.dataset.line = line;
      bar.style.top = `${this.code.offsetTop + top}px`;
      bar.style.height = `${measures.height}px`;
      this.bars.append(bar);
    }
  }

  /** Calls `point` with the line under the pointer, and with null when it leaves. */
  listen(point, signal) {
    const move = (event) => {
      const top = this.code.getBoundingClientRect().top;
      point(lineAt(event.clientY - top, this.measures));
    };
    this.pre.addEventListener("mousemove", move, {signal});
    this.pre.addEventListener("mouseleave", () => point(null), {signal});
  }

  remove() {
    this.bars.remove();
  }
}
