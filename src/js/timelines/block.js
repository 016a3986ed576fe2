// Makes the timelines of one figure playable.
//
//     <figure class="listing">                  any of these may be missing
//       <div class="twin rust" data-first-line="3"><pre><code>
//       <div class="twin rust" data-lines="7,,8"><pre><code>     or that
//       <div class="output both | python | rust"><pre><code>
//       <div class="timelines">                                  the block
//         <p class="see">
//         <div class="pictures">
//           <div class="picture" data-language="rust"> … <svg class="timeline">
//
// `data-first-line` is the line of the file that is shown first. A variation
// shows changes: `data-lines` has the line of each row, or nothing where the row
// is none of the program. Its block has `data-original`, the id of the figure it
// changes. What is in a drawing is said in crates/timeline.
//
// The block of a live run (programs/adopt.js) has the class `live` and pictures
// of one language: of this run, and of the recorded one. A block can be attached
// again after its drawings were replaced.

import {liveIn, shownIn} from "./beside.js";
import {still} from "./controls.js";
import {outputsOf} from "./output.js";
import {Picture} from "./picture.js";
import {playable} from "./playable.js";
import {readout} from "./readout.js";
import {slide} from "./sliding.js";

const attached = new WeakMap();

/**
 * Adds controls to a `.timelines`, and plays what is in it now. A live block is
 * that of a program which was run as `text`; else as it is now.
 */
export function attach(block, text) {
  detach(block);
  const figure = block.closest("figure");
  const live = block.matches(".live");
  const said = readout();
  const pictures = [...block.querySelectorAll(".picture[data-language]")]
    .filter((element) => element.querySelector("svg.timeline"))
    .map((element) => {
      const {language, run} = element.dataset;
      const beside = live ? liveIn(figure, language, run, text) : shownIn(figure, language);
      return new Picture(element, beside, said.say);
    });
  // What a live run prints is not what the figure says it does.
  const outputs = figure && !live ? outputsOf(figure) : [];
  if (pictures.length) attached.set(block, playable(block, pictures, outputs, said));
}

/** Gives a block back as it was. */
export function detach(block) {
  attached.get(block)?.hurry?.();
  attached.get(block)?.remove();
  attached.delete(block);
}

/**
 * Plays a block from its start, in the run's own time. Returns a way to be at
 * its end at once. Where the reader wants no motion, it is there already.
 */
export function play(block) {
  if (!attached.has(block)) attach(block);
  const player = attached.get(block);
  if (!player || still.matches) return () => {};
  player.play();
  return () => attached.get(block) === player && player.end();
}

/**
 * Puts the live `block` in the place of `old`, that of an earlier run of the same
 * program, attaches it, and slides from the one drawing to the other.
 */
export function exchange(old, block, text) {
  detach(old);
  const [before, after] = [old, block].map((it) => it.querySelector(".drawn"));
  const [was, is] = [old, block].map((it) => it.querySelector(".events"));
  if (was && is) is.open = was.open;
  old.replaceWith(block);
  attach(block, text);
  if (!before || !after || still.matches) return;
  after.after(before);
  attached.get(block).hurry = slide(before, after, () => {});
}
