// A program as text that is read, in colors.

import {Bars, numbersOf} from "../timelines/code.js";

const POINTED_MS = 2000;

export class Still {
  /** `shown` is the data of a twin: which lines there are in which rows. */
  constructor(code, shown) {
    this.code = code;
    this.shown = shown;
    this.element = code.parentElement;
  }

  /** A new one, hidden, below `before`. */
  static made(language, firstLine, before) {
    const pre = document.createElement("pre");
    pre.className = "yours";
    pre.hidden = true;
    pre.append(document.createElement("code"));
    before.after(pre);
    const still = new Still(pre.firstChild, {firstLine});
    still.language = language;
    return still;
  }

  /** Shows another text, and soon in colors; if those do not come, it is read without. */
  set(text) {
    if (this.code.textContent === text) return;
    this.code.className = `language-${this.language} hljs`;
    this.code.textContent = text;
    // Its height, as the page has it for the other: theme/listing.css.
    this.element.style.setProperty("--rows", text.replace(/\n$/, "").split("\n").length);
    import("./colors.js").then(({color}) => color(this.code, this.language), () => {});
  }

  /** Scrolls to a line, and marks it for a moment. */
  goTo(line) {
    const bars = this.bars();
    bars.mark("pointed", [line]);
    (bars.bars.firstChild ?? this.element).scrollIntoView({block: "center"});
    setTimeout(() => bars.remove(), POINTED_MS);
  }

  bars() {
    const bars = new Bars(this.code);
    const rows = this.code.textContent.replace(/\n$/, "").split("\n");
    bars.numbers = numbersOf(this.shown, rows.length);
    return bars;
  }
}
