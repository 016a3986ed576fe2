// Where things are: lines of a program, places in a picture, ways between two.

import assert from "node:assert/strict";
import {test} from "node:test";

import {lineAt, topOf} from "../../src/js/timelines/code.js";
import {step} from "../../src/js/timelines/pointing.js";
import {between, ease} from "../../src/js/timelines/sliding.js";
import {fill, seconds} from "../../src/js/timelines/words.js";

/** Ten lines of 20 px below a rim of 6 px; the first is line 4 of its file. */
const TEN_LINES = {first: 4, count: 10, top: 6, height: 20};

test("a line and its place find each other", () => {
  for (let line = 4; line <= 13; line++) {
    assert.equal(lineAt(topOf(line, TEN_LINES), TEN_LINES), line);
    assert.equal(lineAt(topOf(line, TEN_LINES) + 19, TEN_LINES), line);
  }
});

test("lines that are not shown have no place", () => {
  assert.equal(topOf(3, TEN_LINES), null);
  assert.equal(topOf(14, TEN_LINES), null);
  assert.equal(lineAt(5, TEN_LINES), null);
  assert.equal(lineAt(206, TEN_LINES), null);
});

test("arrow keys go from lane to lane and along the bars of a lane", () => {
  const lengths = [3, 1, 2];
  const ways = [
    ["ArrowDown", [0, 2], [1, 0]],
    ["ArrowUp", [2, 1], [1, 0]],
    ["ArrowUp", [0, 0], [0, 0]],
    ["ArrowDown", [2, 0], [2, 0]],
    ["ArrowRight", [0, 0], [0, 1]],
    ["ArrowRight", [1, 0], [1, 0]],
    ["ArrowLeft", [0, 0], [0, 0]],
    ["Home", [0, 2], [0, 0]],
    ["End", [0, 0], [0, 2]],
  ];
  for (const [key, from, to] of ways) assert.deepEqual(step(key, from, lengths), to, key);
});

test("other keys are left to the page", () => {
  for (const key of ["Tab", "Enter", "s", "?"]) assert.equal(step(key, [0, 0], [1]), null, key);
});

test("a part slides between places in px and in percent", () => {
  assert.equal(between("10", "30", 0.5), "20");
  assert.equal(between("10%", "30%", 0.25), "15%");
});

test("percents of a wider picture are brought to the scale of the other", () => {
  assert.equal(between("50%", "0%", 0, 2), "100%");
  assert.equal(between("50", "0", 0, 2), "50");
});

test("sliding begins and ends where the parts are", () => {
  assert.deepEqual([0, 0.5, 1].map(ease), [0, 0.5, 1]);
});

test("times have as many digits as the run is long", () => {
  assert.equal(seconds(123_456, 202_000), "0.12");
  assert.equal(seconds(1_234, 20_000), "0.001");
  assert.equal(seconds(1_234_567, 20_000_000), "1.2");
});

test("a hole without a value stays, and values are not filled again", () => {
  assert.equal(fill("{now} s of {total} s", {now: "{total}", total: "1"}), "{total} s of 1 s");
  assert.equal(fill("{what}", {}), "{what}");
});
