// What a run says about a moment.

import assert from "node:assert/strict";
import {test} from "node:test";

import {momentAfter, momentBefore, momentsOf, runOf, stateAt} from "../../src/js/timelines/run.js";

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

test("what happens in the same instant is one moment", () => {
  const moments = momentsOf([runOf(drawing())], 1000);
  assert.deepEqual(moments, [0, 310, 100_000, 200_000, 300_500]);
});

test("a long row of instants is no single moment", () => {
  const prints = [1, 2, 3, 4, 5, 6, 7].map((at, row) => ({at, row}));
  assert.deepEqual(momentsOf([{spans: [], prints, end: 7}], 3), [0, 3, 6, 7]);
});

test("moments of two runs are in one order", () => {
  const other = {spans: [{from: 5500, to: 6000, line: 1}], prints: [], end: 400_000};
  const moments = momentsOf([runOf(drawing()), other], 1000);
  assert.deepEqual(moments, [0, 310, 6000, 100_000, 200_000, 300_500, 400_000]);
});

test("a run without events has a begin and an end", () => {
  assert.deepEqual(momentsOf([{spans: [], prints: [], end: 0}], 0), [0]);
  assert.deepEqual(momentsOf([{spans: [], prints: [], end: 70}], 1), [0, 70]);
});

test("stepping stays within the run", () => {
  const moments = [0, 310, 300_500];
  assert.equal(momentAfter(moments, 0), 310);
  assert.equal(momentAfter(moments, 400), 300_500);
  assert.equal(momentAfter(moments, 300_500), 300_500);
  assert.equal(momentBefore(moments, 300_500), 310);
  assert.equal(momentBefore(moments, 0), 0);
});
