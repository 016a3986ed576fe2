// Runs programs: feeds the messages of a transport to a session, and shows it.

import {panelOf} from "./panel.js";
import {begun, isOver, next, stopping, streamOver} from "./session.js";
import {fill, word} from "../words.js";
import {transportFor} from "./transports.js";

/** The runs that go on. */
const going = new Set();

/** Starts a program. `ended` is called once, when it is over. */
export function start(program, ended) {
  const panel = panelOf(program);
  // Its timeline may still be on the way.
  panel.run?.leave();
  panel.run = new Run(program, panel, ended);
  panel.run.go();
  return panel.run;
}

class Run {
  constructor(program, panel, ended) {
    const {figure, language, here, listing, firstLine, text, source, changed} = program;
    /** The program as it was when Run was pressed, whatever is written since. */
    this.program = {figure, language, here, listing, firstLine, text, source, changed};
    Object.assign(this, {panel, ended, session: begun()});
    going.add(this);
  }

  async go() {
    this.panel.begin(this.program);
    this.#show();
    let drew = false;
    try {
      this.handle = transportFor(this.program).run(this.program);
      for await (const message of this.handle.messages) {
        if (this.left) return;
        drew ||= message.is === "timeline";
        await this.#take(message);
      }
      this.#become(streamOver(this.session));
    } catch (error) {
      this.#become(next(this.session, broken(error)));
    }
    if (!this.left) await this.panel.over(drew);
  }

  async #take(message) {
    const late = isOver(this.session);
    // What comes after the end is its timeline and nothing else.
    if (!late || message.is === "timeline") await this.panel.take(message);
    if (!late) this.#become(next(this.session, message));
  }

  #become(session) {
    if (this.left || session === this.session) return;
    this.session = session;
    this.#show();
    if (isOver(session)) this.#over();
  }

  #show() {
    this.panel.show(this.session);
  }

  #over() {
    going.delete(this);
    this.ended();
    idle();
  }

  /** Asks the program to stop. It is over when it says so. */
  stop() {
    this.#become(stopping(this.session));
    this.handle?.stop();
  }

  /** Ends it now, and hears nothing more of it. */
  leave() {
    if (this.left) return;
    if (!isOver(this.session)) this.#become(next(this.session, {is: "ended", how: "stopped"}));
    this.left = true;
    this.handle?.leave();
  }
}

function broken(error) {
  const text = fill(word("run", "unexpected"), {error: error.message});
  return {is: "ended", how: "broken", text};
}

addEventListener("pagehide", () => {
  for (const run of [...going]) run.leave();
});

// A page is not reloaded while something runs in it.
let reloads = false;

document.addEventListener("book:reload", (event) => {
  if (!going.size) return;
  event.preventDefault();
  reloads = true;
});

/** Nothing runs any more: a reload that waited for that may ask again. */
function idle() {
  if (going.size || !reloads) return;
  reloads = false;
  document.dispatchEvent(new CustomEvent("book:idle"));
}
