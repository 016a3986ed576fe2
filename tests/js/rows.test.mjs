// Text as it is put into a saved picture.

import assert from "node:assert/strict";
import {test} from "node:test";

import {clean, rowsOf} from "../../src/js/programs/rows.js";

test("what breaks XML or a terminal is taken out", () => {
  const cases = {
    "\x1b[31mred\x1b[0m": "red",
    "\x1b]8;;http://bad.test\x1b\\link\x1b]8;;\x07": "link",
    "a\x1b": "a",
    "a\x00\x08\x0b\x7f\x85b": "ab",
    "one\r\ntwo\rthree\u2028four": "one\ntwo\nthree\nfour",
    "\tx": "    x",
    "half \ud800 of a letter": "half \ufffd of a letter",
    "😀": "😀",
    "\ufffe\uffff": "",
    "right\u202eto left": "rightto left",
    "<b> & ]]>": "<b> & ]]>",
  };
  for (const [text, expected] of Object.entries(cases)) assert.equal(clean(text), expected);
});

test("every line is a row, and has its number", () => {
  assert.deepEqual(rowsOf("a\n\n  b\n\n", 10, 3), [
    {line: 3, text: "a"},
    {line: 4, text: ""},
    {line: 5, text: "  b"},
  ]);
});

test("a long line goes on in rows without a number", () => {
  const rows = rowsOf("abcdefghij\nk", 4);
  assert.deepEqual(rows.map(({text}) => text), ["abcd", "efgh", "ij", "k"]);
  assert.deepEqual(rows.map(({line}) => line), [1, null, null, 2]);
});

test("wide letters count twice, marks on them not at all", () => {
  assert.deepEqual(rowsOf("한국어", 4).map(({text}) => text), ["한국", "어"]);
  assert.deepEqual(rowsOf("e\u0301e\u0301e\u0301", 3).map(({text}) => text), ["e\u0301e\u0301e\u0301"]);
});
