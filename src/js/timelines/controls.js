// The controls under a caption: play, where in time, how fast.
//
// `controls(block, listener)` returns an element and a way to keep it true:
//
//     listener.play()          pressed while it stands, or the other way round
//     listener.seek(time)      microseconds
//     listener.go(1), go(-1)   to the next moment, to the one before
//     listener.step()          the same as go(1), over and over again
//     listener.speed(factor)   1 is the run's own time
//
// All words come from the block; see `words.js`. Keys are handled here and go
// no further, because mdBook turns the page on an arrow key.

import {fill, seconds, word} from "./words.js";

const SPEEDS = [[1, "OwnTime"], [1 / 4, "Slow4"], [1 / 10, "Slow10"]];

/** Reduced motion: nothing moves by itself, so playing is replaced by stepping. */
export const still = matchMedia("(prefers-reduced-motion: reduce)");

export function controls(block, listener) {
  const bar = make("div", "controls");
  const play = make("button", "play", {type: "button"});
  const range = make("input", "time", {type: "range", min: 0, step: "any"});
  const text = make("span", "now");
  const speed = make("select", "speed");
  range.ariaLabel = word(block, "Position");
  speed.ariaLabel = word(block, "Speed");
  for (const [factor, name] of SPEEDS) {
    speed.append(new Option(word(block, name), String(factor)));
  }
  bar.append(play, range, text, speed);

  play.addEventListener("click", () => (still.matches ? listener.step() : listener.play()));
  range.addEventListener("input", () => listener.seek(range.valueAsNumber * 1000));
  speed.addEventListener("change", () => {
    remember(speed.value);
    listener.speed(Number(speed.value));
  });
  bar.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const by = event.target === range && direction(event);
    if (!by) return;
    event.preventDefault();
    listener.go(by);
  });

  let playing = false;
  const name = () => {
    play.textContent = word(block, still.matches ? "Step" : playing ? "Pause" : "Play");
    play.classList.toggle("playing", playing);
    speed.hidden = still.matches;
  };
  still.addEventListener("change", name);
  name();
  // Who wanted one run slow wants the next one slow, too.
  if (SPEEDS.some(([factor]) => String(factor) === remembered())) speed.value = remembered();
  listener.speed(Number(speed.value));

  return {
    element: bar,
    show(state, end) {
      range.max = String(end / 1000);
      range.value = String(state.time / 1000);
      const values = {now: seconds(state.time, end), total: seconds(end, end)};
      text.textContent = fill(word(block, "Time"), values);
      range.ariaValueText = text.textContent;
      if (state.playing === playing) return;
      playing = state.playing;
      name();
    },
    remove() {
      still.removeEventListener("change", name);
      bar.remove();
    },
  };
}

const KEY = "timeline-speed";

function remember(speed) {
  try {
    localStorage.setItem(KEY, speed);
  } catch {
    // No storage: it is forgotten with the page.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Which way an arrow key goes, 0 if the key is none. */
function direction({key, altKey, ctrlKey, metaKey}) {
  if (altKey || ctrlKey || metaKey) return 0;
  const keys = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1};
  return keys[key] ?? 0;
}

function make(tag, className, attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
