// A variation's program and its original, read out of the changes between them.

import assert from "node:assert/strict";
import {test} from "node:test";

import {hiddenBefore, linesBefore, programs} from "../../src/js/timelines/changes.js";

const BEFORE = "use a;\nuse b;\n\nfn main() {\n    one();\n    two();\n    end();\n}".split("\n");

/** Line 3 of the file is the first one shown. `use a` went; `two` is now three lines. */
const ROWS = [
  ["- use a;", null],
  ["  use b;", 3],
  ["  ...", null],
  ["      one();", 6],
  ["-     two();", null],
  ["+     two(1);", 7],
  ["+     two(2);", 8],
  ["+     two(3);", 9],
  ["      end();", 10],
];
const rows = ROWS.map(([row]) => row);
const numbers = ROWS.map(([, number]) => number);

const original = {text: (line) => BEFORE[line - 3]?.trim() ?? ""};
const shown = {
  rows,
  numbers,
  text: (line) => rows[numbers.indexOf(line)]?.slice(2).trim() ?? "",
};

test("the original's lines follow from what came and went", () => {
  assert.deepEqual(linesBefore(rows, numbers), [3, 4, null, 7, 8, null, null, null, 9]);
});

test("lines that went from the end of a group were the last ones", () => {
  assert.deepEqual(linesBefore(["  a", "- b", "- c"], [3, null, null]), [3, 4, 5]);
  const dots = ["  a", "- b", "  ...", "  f"];
  assert.deepEqual(linesBefore(dots, [3, null, null, 20]), [3, 4, null, 21]);
});

test("a hidden line has moved by what is above it, and not by what is below", () => {
  assert.deepEqual([4, 5, 11].map((line) => hiddenBefore(line, rows, numbers)), [5, 6, 10]);
});

test("of a group that only went, and of hidden lines beside it, nothing is known", () => {
  const lonely = [["  a", 3], ["  ...", null], ["- b", null], ["  ...", null], ["  c", 20]];
  const [texts, lines] = [0, 1].map((part) => lonely.map((row) => row[part]));
  assert.equal(hiddenBefore(10, texts, lines), null);
  assert.deepEqual(linesBefore(texts, lines), [3, null, null, null, 21]);
});

test("both programs are read beside the changes, hidden lines too", () => {
  const {changed, original: before} = programs(shown, original);
  assert.deepEqual([3, 5, 8, 11].map(changed.text), ["use b;", "fn main() {", "two(2);", "}"]);
  assert.deepEqual([3, 8, 10].map(before.text), ["use a;", "two();", "}"]);
  assert.deepEqual(before.numbers, [3, 4, null, 7, 8, null, null, null, 9]);
});

test("where the changes do not fit the original, its lines are beside nothing", () => {
  const other = {text: (line) => `${original.text(line)} // of another program`};
  const {changed, original: before} = programs(shown, other);
  assert.equal(changed, shown);
  assert.deepEqual(before.numbers, []);
});

test("a program that is not shown is none to read", () => {
  assert.deepEqual(programs(null, null), {changed: null, original: null});
  assert.deepEqual(programs(shown, null), {changed: shown, original: null});
  assert.equal(programs(null, original).original.text(3), "use a;");
});
