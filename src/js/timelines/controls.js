// The controls under a caption: play, where in time, how fast.
//
// `controls(length, listener)` returns an element for a run of so many
// microseconds, and a way to keep it true:
//
//     listener.play()          pressed while it stands, or the other way round
//     listener.seek(time)      microseconds
//     listener.go(way)         to the `next` moment, the one `before`, the `first`
//     listener.step()          the same as `next`, over and over again
//     listener.speed(factor)   1 is the run's own time
//
// Keys are handled here and go no further, because mdBook turns the page on an
// arrow key.

import {choose, onChoice, speedOf, SPEEDS} from "./speed.js";
import {make} from "../make.js";
import {fill, seconds, word} from "../words.js";

/** Reduced motion: nothing moves by itself, so playing is replaced by stepping. */
export const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A word of these controls. */
const say = (name) => word("controls", name);

export function controls(length, listener) {
  const bar = make("div", "controls");
  const play = make("button", {class: "play", type: "button"});
  const range = make("input", {class: "time", type: "range", min: 0, step: "any"});
  const text = make("span", "now");
  const speed = make("select", "speed");
  range.ariaLabel = say("position");
  speed.ariaLabel = say("speed");
  for (const [factor, name] of SPEEDS) {
    speed.append(new Option(say(name), String(factor)));
  }
  bar.append(play, range, text, speed);

  play.addEventListener("click", () => (still.matches ? listener.step() : listener.play()));
  range.addEventListener("input", () => listener.seek(range.valueAsNumber * 1000));
  speed.addEventListener("change", () => choose(Number(speed.value)));
  bar.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const way = event.target === range && wayOf(event);
    if (!way) return;
    event.preventDefault();
    listener.go(way);
  });

  let playing = false;
  const name = () => {
    play.textContent = say(still.matches ? "step" : playing ? "pause" : "play");
    play.classList.toggle("playing", playing);
    speed.hidden = still.matches;
  };
  still.addEventListener("change", name);
  name();
  const pace = (factor = speedOf(length)) => {
    speed.value = String(factor);
    listener.speed(factor);
  };
  const deaf = onChoice(() => pace());
  pace();

  return {
    element: bar,
    /** At that speed from now on, or again at the one that the reader chose. */
    pace,
    show(state, end) {
      range.max = String(end / 1000);
      range.value = String(state.time / 1000);
      const values = {now: seconds(state.time, end), total: seconds(end, end)};
      text.textContent = fill(say("time"), values);
      range.ariaValueText = text.textContent;
      if (state.playing === playing) return;
      playing = state.playing;
      name();
    },
    remove() {
      deaf();
      still.removeEventListener("change", name);
      bar.remove();
    },
  };
}

/** Which way a key goes, if it goes anywhere. */
function wayOf({key, altKey, ctrlKey, metaKey}) {
  if (altKey || ctrlKey || metaKey) return null;
  const ways = {ArrowRight: "next", ArrowUp: "next", ArrowLeft: "before", ArrowDown: "before"};
  // The slider's own Home key goes to where nothing has begun.
  return {...ways, Home: "first"}[key] ?? null;
}
