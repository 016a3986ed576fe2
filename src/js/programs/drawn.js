// The timeline of a live run, below what it wrote, and the button that saves it.

import {word} from "../words.js";
import {listingOf} from "./names.js";

/** The timeline of a program's runs in `section`, of which there is one at most. */
export class Drawn {
  constructor(program, section) {
    Object.assign(this, {program, section, ran: program, block: null, svg: ""});
  }

  /** Shows the picture of a `timeline` message. Throws if it is refused. */
  async show(message) {
    const [{adoptPicture}, {attach, exchange}] = await Promise.all([
      import("./adopt.js"),
      import("../timelines/block.js"),
    ]);
    const {figure, language} = this.program;
    const selector = `.picture[data-language="${language}"]:not([data-run]) svg.timeline`;
    const original = figure.querySelector(selector);
    const block = adoptPicture(message, {language, original});
    const {block: old, ran} = this;
    this.block = block;
    this.svg = message.svg;
    if (old) return exchange(old, block, ran.text);
    this.section.append(block);
    attach(block, ran.text);
  }

  async remove() {
    if (!this.block) return;
    const {block} = this;
    this.block = null;
    const {detach} = await import("../timelines/block.js");
    detach(block);
    block.remove();
  }

  /** Saves the program, this output and the timeline as one picture. */
  async save(output) {
    const {savePicture} = await import("./save.js");
    const {language, listing, text, firstLine} = this.ran;
    const title = `${listingOf(this.program)}, ${word("run", language)}`;
    const picture = savePicture({title, language, text, firstLine, output, svg: this.svg});
    download(picture, `${listing}.${language}.svg`);
  }
}

/** Plays the recorded timeline of a figure, if it is not folded away. Returns a way to stop it. */
export async function playRecorded(figure) {
  const block = figure.querySelector(".timelines:not(.live)");
  if (!block?.checkVisibility?.()) return () => {};
  const {play} = await import("../timelines/block.js");
  return play(block);
}

/** Long enough for a browser to begin reading what is saved. */
const SAVING = 10_000;

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVING);
}
