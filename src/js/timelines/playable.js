// Plays pictures together: one clock, one row of controls.

import {clock} from "./clock.js";
import {controls} from "./controls.js";
import {momentsOf, WAYS} from "./run.js";
import {switchOf} from "./switch.js";
import {seconds} from "../words.js";

/** Moments nearer to each other than this part of the run look like one. */
const APART = 1 / 200;

/**
 * Makes a block playable that has these pictures, and beside it these outputs
 * (output.js). Returns `{play, end, remove}`: `play` plays from the start in the
 * run's own time, `end` goes to its end.
 */
export function playable(block, pictures, outputs, said) {
  const endOf = () => Math.max(...pictures.map(({run}) => run.end));
  // While the original is shown, the outputs on the page are not of that run.
  let ours = true;
  let hurried = false; // Played by another's wish, not at the reader's speed.

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
    if (playing || !hurried) return;
    hurried = false;
    bar.pace();
  }

  const run = clock({end: endOf(), tick});
  function go(way) {
    const end = endOf();
    const runs = pictures.map((picture) => picture.run);
    const moments = momentsOf(runs, end * APART, (time) => seconds(time, end));
    run.pause();
    run.seek(WAYS[way](moments, run.time));
  }
  const bar = controls(endOf(), {
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

  return {
    play() {
      run.pause();
      run.seek(0);
      bar.pace(1);
      hurried = true;
      run.play();
    },
    end: () => run.seek(Infinity),
    remove() {
      run.seek(Infinity);
      turn?.remove();
      bar.remove();
      said.element.remove();
      for (const picture of pictures) picture.remove();
      for (const {output} of outputs) output.remove();
      block.classList.remove("playable", "replaying");
    },
  };
}
