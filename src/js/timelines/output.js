// Shows how far the output of a program has come.
//
// Output wraps, so its lines get elements of their own. It is text that a
// program printed: it is only ever set as text.

/** The printed lines in a block of output. */
export class Output {
  constructor(code) {
    this.code = code;
    const lines = code.textContent.replace(/\n$/, "").split("\n");
    this.lines = lines.map((line) => {
      const span = document.createElement("span");
      span.className = "printed";
      span.textContent = `${line}\n`;
      return span;
    });
    code.replaceChildren(...this.lines);
  }

  /** All rows up to `row` are printed, and that one is the newest. */
  show(row) {
    if (row === this.row) return;
    this.row = row;
    this.lines.forEach((line, i) => {
      line.classList.toggle("later", i > row);
      line.classList.toggle("newest", i === row);
    });
  }

  remove() {
    this.code.textContent = this.code.textContent;
  }
}

/**
 * The blocks that show what the programs print, each with the languages that
 * print it. Of the blocks of one language only the first is its output: others
 * are what it writes to stderr.
 */
export function outputsOf(figure) {
  const kinds = {both: ["python", "rust"], python: ["python"], rust: ["rust"]};
  return Object.entries(kinds).flatMap(([kind, languages]) => {
    const code = figure.querySelector(`.output.${kind}:not(.compiler) pre > code`);
    return code ? [{languages, output: new Output(code)}] : [];
  });
}
