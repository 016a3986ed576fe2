// Makes the timelines of one figure playable.
//
//     <figure class="listing">                  any of these may be missing
//       <div class="twin rust" data-first-line="3"><pre><code>
//       <div class="twin rust" data-lines="7,,8"><pre><code>     or that
//       <div class="output both | python | rust"><pre><code>
//       <div class="timelines" data-word-play="Play" …>       the block
//         <p class="see">
//         <div class="pictures">
//           <div class="picture" data-language="rust"> … <svg class="timeline">
//
// `data-first-line` is the line of the file that is shown first. A variation
// shows changes: `data-lines` has the line of each row, or nothing where the row
// is none of the program. Its block has `data-original`, the id of the figure it
// changes. What is in a drawing is said in crates/timeline. The words are
//
//     data-word-play, -pause, -step       the button; -step if nothing moves
//     data-word-position, -speed          labels of the slider and the choice
//     data-word-own-time, -slow4, -slow10 the choices
//     data-word-time                      `{now} s of {total} s`
//     data-word-switch, -original, -changed
//
// A block can be attached again after its drawings were replaced.

import {clock} from "./clock.js";
import {controls} from "./controls.js";
import {outputsOf} from "./output.js";
import {Picture} from "./picture.js";
import {readout} from "./readout.js";
import {momentsOf, WAYS} from "./run.js";
import {switchOf} from "./switch.js";
import {seconds} from "./words.js";

/** Moments nearer to each other than this part of the run look like one. */
const APART = 1 / 200;

const attached = new WeakMap();

/** Adds controls to a `.timelines`, and plays what is in it now. */
export function attach(block) {
  detach(block);
  const figure = block.closest("figure");
  const elements = [...block.querySelectorAll(".picture[data-language]")];
  const said = readout();
  const pictures = elements
    .filter((element) => element.querySelector("svg.timeline"))
    .map((element) => new Picture(element, figure, said.say));
  if (pictures.length) attached.set(block, play(block, figure, pictures, said));
}

/** Gives a block back as it was. */
export function detach(block) {
  attached.get(block)?.();
  attached.delete(block);
}

function play(block, figure, pictures, said) {
  const endOf = () => Math.max(...pictures.map(({run}) => run.end));
  const outputs = figure ? outputsOf(figure) : [];
  // While the original is shown, the outputs on the page are not of that run.
  let ours = true;

  function tick({time, playing}) {
    const end = endOf();
    const states = new Map(pictures.map((picture) => [picture.language, picture.show(time)]));
    block.classList.toggle("replaying", time < end);
    for (const {languages, output} of outputs) {
      const rows = languages.map((language) => states.get(language)?.row ?? -1);
      const known = languages.some((language) => states.has(language));
      output.show(ours && known ? Math.max(...rows) : Infinity);
    }
    bar.show({time, playing}, end);
  }

  const run = clock({end: endOf(), tick});
  function go(way) {
    const end = endOf();
    const runs = pictures.map((picture) => picture.run);
    const moments = momentsOf(runs, end * APART, (time) => seconds(time, end));
    run.pause();
    run.seek(WAYS[way](moments, run.time));
  }
  const bar = controls(block, endOf(), {
    play: () => (run.playing ? run.pause() : run.play()),
    seek: (time) => run.seek(time),
    go,
    step: () => go(run.time < endOf() ? "next" : "first"),
    speed: (factor) => (run.speed = factor),
  });
  const turn = switchOf(block, pictures, (name) => {
    ours = name === "changed";
    run.end = endOf();
  });
  if (turn) bar.element.append(turn.element);
  block.querySelector(".pictures").before(bar.element);
  block.querySelector(".pictures").after(said.element);
  block.classList.add("playable");
  tick(run);

  return () => {
    run.seek(Infinity);
    turn?.remove();
    bar.remove();
    said.element.remove();
    for (const picture of pictures) picture.remove();
    for (const {output} of outputs) output.remove();
    block.classList.remove("playable", "replaying");
  };
}
