// Finds lines of a program, and marks them with bars behind them.
//
// highlight.js has rewritten what is inside `<code>`, so a line is found by its
// height and not by an element. Programs on a page do not wrap, and the bars
// are beside `<code>`, which is what scrolls: a bar stays as wide as the block.

/** The number of the line at `y` pixels below the top of `<code>`, or null. */
export function lineAt(y, {numbers, top, height}) {
  return numbers[Math.floor((y - top) / height)] ?? null;
}

/** Where the bar of a line begins, below the top of `<code>`; null if it is not shown. */
export function topOf(line, {numbers, top, height}) {
  const row = numbers.indexOf(line);
  return row < 0 ? null : top + row * height;
}

/**
 * The lines of the program that stand in the rows of a block, null where none
 * does: `data-first-line` for whole programs, `data-lines` for changes.
 */
export function numbersOf({firstLine, lines}, count) {
  if (lines !== undefined) return lines.split(",").map((line) => Number(line) || null);
  return Array.from({length: count}, (_, row) => Number(firstLine) + row);
}

/** The program in a `.twin`, or null where it is not known what it shows. */
export function programOf(twin) {
  const code = twin?.querySelector("pre > code");
  const known = twin?.dataset.firstLine ?? twin?.dataset.lines;
  return code && known ? new Program(code, twin.dataset) : null;
}

class Program {
  constructor(code, shown) {
    this.code = code;
    this.rows = code.textContent.replace(/\n$/, "").split("\n");
    this.numbers = numbersOf(shown, this.rows.length);
    // Changes have a sign before each line.
    this.indent = shown.lines === undefined ? 0 : 2;
  }

  /** The text of a line, without what is around it; empty if it is not shown. */
  text(line) {
    return this.rows[this.numbers.indexOf(line)]?.slice(this.indent).trim() ?? "";
  }
}

/** The bars behind a program. */
export class Bars {
  constructor(code) {
    this.pre = code.parentElement;
    this.code = code;
    /** The line in each row; as long as it is not known, there is none. */
    this.numbers = [];
    this.bars = document.createElement("span");
    this.bars.className = "line-bars";
    this.bars.ariaHidden = "true";
    this.pre.prepend(this.bars);
  }

  // Read at every use: the reader may have zoomed, or fonts arrived, since.
  get measures() {
    const style = getComputedStyle(this.code);
    return {
      numbers: this.numbers,
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
