// The time of a replay, with a clock that is turned by hand.

import assert from "node:assert/strict";
import {test} from "node:test";

import {clock} from "../../src/js/timelines/clock.js";

/** A clock for a run of 100 ms, the ticks it made, and a way to let time pass. */
function start() {
  let now = 0;
  let frames = [];
  const ticks = [];
  const replay = clock({
    end: 100_000,
    tick: ({time, playing}) => ticks.push(`${time}${playing ? " playing" : ""}`),
    now: () => now,
    frame: (next) => frames.push(next),
  });
  function pass(millis) {
    now += millis;
    const due = frames;
    frames = [];
    for (const next of due) next();
  }
  return {replay, ticks, pass};
}

test("it stands at its end, and playing starts over", () => {
  const {replay, ticks} = start();
  assert.equal(replay.time, 100_000);
  replay.play();
  assert.deepEqual(ticks, ["0 playing"]);
});

test("it runs in its own time, and stops at the end", () => {
  const {replay, ticks, pass} = start();
  replay.play();
  pass(16);
  pass(50);
  pass(50);
  pass(50);
  assert.deepEqual(ticks, ["0 playing", "16000 playing", "66000 playing", "100000"]);
  assert.equal(replay.playing, false);
});

test("slow motion stretches the time that is left", () => {
  const {replay, ticks, pass} = start();
  replay.play();
  pass(50);
  replay.speed = 1 / 10;
  pass(50);
  assert.deepEqual(ticks.slice(1), ["50000 playing", "55000 playing"]);
});

test("a frame that was asked for before a pause does nothing after it", () => {
  const {replay, ticks, pass} = start();
  replay.play();
  replay.pause();
  replay.play();
  pass(10);
  pass(10);
  assert.deepEqual(ticks, ["0 playing", "0", "0 playing", "10000 playing", "20000 playing"]);
});

test("seeking stays within the run, and a replay goes on from there", () => {
  const {replay, ticks, pass} = start();
  replay.seek(-5);
  replay.play();
  replay.seek(40_000);
  pass(10);
  replay.seek(200_000);
  pass(10);
  assert.deepEqual(ticks, ["0", "0 playing", "40000 playing", "50000 playing", "100000"]);
});

test("a page that was in the background goes on where it was", () => {
  const {replay, ticks, pass} = start();
  replay.speed = 1 / 10;
  replay.play();
  pass(60_000);
  assert.equal(ticks.at(-1), "25000 playing");
});

test("another end takes a clock along that stood at the old one", () => {
  const {replay, ticks} = start();
  replay.end = 150_000;
  replay.seek(120_000);
  replay.end = 130_000;
  replay.end = 110_000;
  assert.deepEqual(ticks, ["150000", "120000", "120000", "110000"]);
});
