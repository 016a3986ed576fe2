// Shows a run below the programs of its figure: how it stands, what it writes,
// and its timeline.
//
//     <section class="run" data-language="rust" data-state="running">
//       <div class="run-bar">
//         <span class="language">Rust</span> <span class="state" role="status">
//         <span class="progress">
//         <button class="save-button"> <button class="close-button">
//       <pre class="terminal"><code>
//       <div class="timelines">     after a `timeline` message
//
// What is read out is how the run stands, and not every line that it writes.

import {button, make, marked} from "../make.js";
import {fill, word} from "../words.js";
import {Drawn, playRecorded} from "./drawn.js";
import {keepArrows, named} from "./names.js";
import {progress, said} from "./said.js";
import {isOver, isTrouble} from "./session.js";
import {Terminal} from "./terminal.js";

const panels = new WeakMap();

/** The panel of a program; there is one. */
export function panelOf(program) {
  if (!panels.has(program)) panels.set(program, new Panel(program));
  return panels.get(program);
}

class Panel {
  constructor(program) {
    this.program = program;
    this.element = make("section", "run");
    this.element.dataset.language = program.language;
    this.element.ariaLabel = named("section", program);
    this.element.append(this.#bar(), this.#output());
    this.drawn = new Drawn(program, this.element);
    keepArrows(this.element);
  }

  #bar() {
    const {program} = this;
    this.state = make("span", "state");
    this.state.setAttribute("role", "status");
    this.progress = make("span", "progress");
    this.saving = button("save-button", word("run", "save"), () => this.#save());
    this.closing = button("close-button", "", () => this.close());
    this.closing.ariaLabel = this.closing.title = named("of", program, {what: word("run", "close")});
    const bar = make("div", "run-bar");
    const language = make("span", "language", word("run", program.language));
    bar.append(language, this.state, this.progress, this.saving, this.closing);
    return bar;
  }

  #output() {
    const {program} = this;
    this.scroller = make("pre", "terminal");
    this.scroller.setAttribute("role", "group");
    this.scroller.ariaLabel = named("output", program);
    const code = make("code", "");
    this.scroller.append(code);
    this.terminal = new Terminal(code, {
      listing: program.listing,
      goTo: (line, column) => program.goTo(line, column),
      shown: (kind) => this.#follow(kind),
      say: {
        lines: (count) => fill(word("run", "more-lines"), {count: count.toLocaleString("en")}),
        place: (line) => fill(word("run", "place"), {line}),
      },
    });
    this.scroller.addEventListener("scroll", () => {
      const {scrollTop, clientHeight, scrollHeight} = this.scroller;
      this.follows = scrollTop + clientHeight > scrollHeight - 5;
    });
    return this.scroller;
  }

  /** Makes room for a run of a program as it is now. The timeline of the last one stays until it is over. */
  begin(ran) {
    if (!this.element.isConnected) insert(this.element, this.program);
    // What stands below does not jump up only to be pushed down again.
    this.scroller.style.minBlockSize = `${this.scroller.offsetHeight}px`;
    this.follows = true;
    this.quiet = null;
    this.terminal.clear();
    this.drawn.ran = ran;
    this.saving.hidden = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element.scrollIntoView({block: "nearest", behavior: still ? "auto" : "smooth"});
  }

  /** Shows what a message brings, besides how the run stands. */
  async take(message) {
    if (["out", "err", "diagnostics"].includes(message.is)) {
      this.terminal.write(message.is, String(message.text ?? ""));
    } else if (message.is === "replay") {
      this.quiet = await playRecorded(this.program.figure);
    } else if (message.is === "timeline") {
      await this.#draw(message);
    }
  }

  /** Shows how the run stands, once all is shown that it wrote before. */
  show(session) {
    this.terminal.then(() => this.#show(session));
  }

  #show(session) {
    this.element.dataset.state = session.state;
    this.element.dataset.how = session.end?.how ?? "";
    this.element.classList.toggle("trouble", isTrouble(session));
    const text = said(session, this.terminal.isEmpty);
    // The same words again would be read out again.
    if (text !== this.said) this.state.replaceChildren(...marked(text));
    this.said = text;
    this.progress.textContent = progress(session);
    if (!isOver(session)) return;
    this.scroller.style.minBlockSize = "";
    if (session.end.how === "stopped") this.quiet?.();
  }

  /** Follows the output, unless the reader looks at something further up. */
  #follow(kind) {
    const {scroller} = this;
    // The first thing that a compiler says is the one to read first.
    if (this.follows && kind !== "diagnostics") scroller.scrollTop = scroller.scrollHeight;
    const scrolls =
      scroller.scrollHeight > scroller.clientHeight || scroller.scrollWidth > scroller.clientWidth;
    if (scrolls) scroller.tabIndex = 0;
    else scroller.removeAttribute("tabindex");
  }

  /** No more messages come. Without a new timeline, the last one would lie. */
  async over(drew) {
    if (!drew) await this.drawn.remove();
  }

  async #draw(message) {
    try {
      await this.drawn.show(message);
      this.saving.hidden = false;
    } catch (error) {
      await this.drawn.remove();
      this.#complain("no-picture", error);
    }
  }

  #save() {
    const output = this.terminal.code.textContent;
    this.drawn.save(output).catch((error) => this.#complain("not-saved", error));
  }

  #complain(name, error) {
    this.terminal.write("complaint", `${fill(word("run", name), {error: error.message})}\n`);
  }

  close() {
    this.run?.leave();
    this.drawn.remove();
    this.element.remove();
    this.program.twin.querySelector(".run-button")?.focus();
  }
}

/** Puts a panel below the programs, in their order. */
function insert(panel, {twin, figure}) {
  const twins = [...figure.querySelectorAll(".twin")];
  const rank = ({dataset}) => twins.findIndex((it) => it.classList.contains(dataset.language));
  let above = twin.closest(".twins") ?? twin;
  while (above.nextElementSibling?.matches("section.run") && rank(above.nextElementSibling) < rank(panel)) {
    above = above.nextElementSibling;
  }
  above.after(panel);
}
