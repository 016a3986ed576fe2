// Where things are: lines of a program, places in a picture, ways between two.

import assert from "node:assert/strict";
import {test} from "node:test";

import {lineAt, numbersOf, topOf} from "../../src/js/timelines/code.js";
import {between, ease} from "../../src/js/timelines/sliding.js";
import {seen, step} from "../../src/js/timelines/stops.js";

/** Ten lines of 20 px below a rim of 6 px; the first is line 4 of its file. */
const TEN_LINES = {numbers: numbersOf({firstLine: "4"}, 10), top: 6, height: 20};

/** Changes: a line that stays, one that went, dots, one that came. */
const CHANGES = {numbers: numbersOf({lines: "7,,,12"}, 4), top: 0, height: 20};

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

test("a row of changes that is no line of the program has no line", () => {
  assert.deepEqual([10, 30, 50, 70].map((y) => lineAt(y, CHANGES)), [7, null, null, 12]);
  assert.deepEqual([7, 8, 12].map((line) => topOf(line, CHANGES)), [0, null, 60]);
});

test("keys stop at bars that can be seen", () => {
  const bars = {
    "instants beside a bar": [[[0, 0], [2, 90], [90, 91]], "2-90"],
    "a bar under another of the same length": [[[10, 50], [11, 49]], "11-49"],
    "a bar under two that follow each other": [[[0, 60], [0, 30], [31, 60]], "0-30 31-60"],
    "a bar that looks out behind another": [[[0, 60], [30, 60]], "0-60 30-60"],
    "drawn in another order than that of time": [[[50, 90], [0, 40]], "0-40 50-90"],
    "nothing but instants, two of them together": [[[0, 0], [1, 1], [80, 80]], "0-0 80-80"],
    "nothing": [[], ""],
  };
  for (const [what, [spans, expected]] of Object.entries(bars)) {
    const found = seen(spans.map(([from, to]) => ({from, to})), 5);
    assert.equal(found.map(({from, to}) => `${from}-${to}`).join(" "), expected, what);
  }
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
