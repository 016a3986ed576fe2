// One picture of a block: a run in one language, and the program that ran.

import {codeOf} from "./code.js";
import {Drawing} from "./drawing.js";
import {follow, light} from "./pointing.js";
import {runOf, stateAt} from "./run.js";

export class Picture {
  constructor(element, figure) {
    this.element = element;
    this.language = element.dataset.language;
    this.code = codeOf(figure?.querySelector(`.twin.${this.language}`));
    this.listening = new AbortController();
    this.code?.listen((line) => this.point(line), this.listening.signal);
    this.take(element.querySelector("svg.timeline"));
  }

  /** Plays this drawing from now on. */
  take(svg) {
    this.drop();
    this.svg = svg;
    this.run = runOf(svg);
    this.drawing = new Drawing(svg);
    this.following = new AbortController();
    follow(svg, (line) => this.point(line), this.following.signal);
  }

  /** Shows the moment, and returns the state of the run. */
  show(time) {
    const state = stateAt(this.run, time);
    this.drawing.show(time);
    this.code?.mark("waiting", state.lines);
    return state;
  }

  /** Marks a line and what comes from it, on both sides. */
  point(line) {
    light(this.svg, line);
    this.code?.mark("pointed", line === null ? [] : [line]);
  }

  drop() {
    this.following?.abort();
    this.drawing?.remove();
  }

  remove() {
    this.drop();
    this.listening.abort();
    this.code?.remove();
  }
}
