// What a run says about a moment.

import assert from "node:assert/strict";
import {test} from "node:test";

import {momentsOf, runOf, stateAt, WAYS} from "../../src/js/timelines/run.js";

/** A drawing with nothing but what it says: two waits at once, then one. */
function drawing() {
  const spans = [
    {from: "300", to: "310"}, // a poll
    {from: "310", to: "100000", line: "8"},
    {from: "310", to: "200000", line: "9"},
    {from: "200000", to: "300000", line: "8"},
  ];
  const prints = [{at: "100000"}, {at: "200000"}];
  const found = {
    "[data-from]": spans,
    ".print[data-at]:not(.error)": prints,
  };
  return {
    dataset: {end: "300500", total: "400000"},
    querySelectorAll: (selector) => found[selector].map((dataset) => ({dataset})),
  };
}

function check(time, expected) {
  const {over, lines, row} = stateAt(runOf(drawing()), time);
  assert.deepEqual({over, lines, row}, expected);
}

test("before the first poll nothing is waited for and nothing printed", () => {
  check(0, {over: false, lines: [], row: -1});
});

test("all waits that are open count, and a line that is waited for ends where its wait ends", () => {
  check(50_000, {over: false, lines: [8, 9], row: -1});
  check(100_000, {over: false, lines: [9], row: 0});
});

test("where one wait ends and another begins, the other counts", () => {
  check(200_000, {over: false, lines: [8], row: 1});
});

test("a poll has no line", () => {
  check(305, {over: false, lines: [], row: -1});
});

test("a run that is over looks as it does without a script", () => {
  check(300_500, {over: true, lines: [], row: Infinity});
});

test("what happens in the same instant is one moment, and the first is that of the start", () => {
  const moments = momentsOf([runOf(drawing())], 1000);
  assert.deepEqual(moments, [310, 100_000, 200_000, 300_500]);
});

test("moments that read the same are one", () => {
  const prints = [2_000, 7_000, 103_000, 104_000].map((at, row) => ({at, row}));
  const run = {spans: [], prints, end: 300_000};
  const read = (time) => (time / 1e6).toFixed(2);
  assert.deepEqual(momentsOf([run], 1000, read), [2_000, 7_000, 104_000, 300_000]);
});

test("a long row of instants is no single moment", () => {
  const prints = [1, 2, 3, 4, 5, 6, 7].map((at, row) => ({at, row}));
  assert.deepEqual(momentsOf([{spans: [], prints, end: 7}], 3), [2, 5, 7]);
});

test("moments of two runs are in one order", () => {
  const other = {spans: [{from: 5500, to: 6000, line: 1}], prints: [], end: 400_000};
  const moments = momentsOf([runOf(drawing()), other], 1000);
  assert.deepEqual(moments, [310, 6000, 100_000, 200_000, 300_500, 400_000]);
});

test("a run without events has a begin and an end", () => {
  assert.deepEqual(momentsOf([{spans: [], prints: [], end: 0}], 0), [0]);
  assert.deepEqual(momentsOf([{spans: [], prints: [], end: 70}], 1), [0, 70]);
});

test("stepping stays within the run, and from its very beginning shows another moment", () => {
  const moments = [310, 100_000, 300_500];
  const ways = [
    ["first", 200_000, 310],
    ["next", 0, 100_000],
    ["next", 310, 100_000],
    ["next", 100_400, 300_500],
    ["next", 300_500, 300_500],
    ["before", 300_500, 100_000],
    ["before", 310, 310],
    ["before", 0, 310],
  ];
  for (const [way, from, to] of ways) assert.equal(WAYS[way](moments, from), to, `${way} ${from}`);
});
