// One picture of a block: a run in one language, and the program that ran.

import {Drawing} from "./drawing.js";
import {follow, light, lineOf, titlesOf} from "./pointing.js";
import {runOf, stateAt} from "./run.js";

export class Picture {
  /** `say` is a readout's; `beside.js` says what the others are. */
  constructor(element, {shown, bars}, say) {
    this.element = element;
    this.language = element.dataset.language;
    this.say = say;
    this.shown = shown;
    this.bars = bars;
    this.listening = new AbortController();
    this.bars?.listen((line) => this.light(line), this.listening.signal);
    this.read(this.shown);
    this.take(element.querySelector("svg.timeline"));
  }

  /** Finds the lines of the run in this program from now on; null for none. */
  read(program) {
    this.bars?.mark("waiting", []);
    this.bars?.mark("pointed", []);
    this.program = program;
    if (this.bars) this.bars.numbers = program?.numbers ?? [];
  }

  /** Plays this drawing from now on. */
  take(svg) {
    this.drop();
    this.svg = svg;
    this.run = runOf(svg);
    this.drawing = new Drawing(svg);
    this.following = new AbortController();
    follow(svg, (target, aloud) => this.point(target, aloud), this.following.signal);
  }

  /** Shows the moment, and returns the state of the run. */
  show(time) {
    const state = stateAt(this.run, time);
    this.drawing.show(time);
    this.bars?.mark("waiting", state.lines);
    return state;
  }

  /** Marks a line and what comes from it, on both sides. */
  light(line) {
    light(this.svg, line);
    this.bars?.mark("pointed", line === null ? [] : [line]);
  }

  /** Shows what is at `target` in the drawing, and the line it comes from. */
  point(target, aloud) {
    const line = target && lineOf(target);
    this.light(line);
    const text = line === null ? "" : this.program?.text(line);
    this.say(target ? titlesOf(target) : [], text ?? "", aloud);
  }

  drop() {
    this.following?.abort();
    this.drawing?.remove();
  }

  remove() {
    this.drop();
    this.listening.abort();
    this.bars?.remove();
  }
}
