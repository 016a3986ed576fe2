// Lines of a program that a reader ran, and edits after that.

import assert from "node:assert/strict";
import {test} from "node:test";

import {barsWhile} from "../../src/js/timelines/beside.js";

/** A program of a page, and what was marked in it. */
function program() {
  const marked = [];
  let point = () => {};
  const it = new EventTarget();
  return Object.assign(it, {
    text: "ran\n",
    marked,
    removed: 0,
    marks: {
      mark: (kind, lines) => marked.push(`${kind} ${lines}`),
      listen: (listener) => (point = listener),
      remove: () => (it.removed += 1),
    },
    hover: (line) => point(line),
    change(text) {
      it.text = text;
      it.dispatchEvent(new Event("change"));
    },
  });
}

test("lines are marked as long as the program is as it ran", () => {
  const it = program();
  const bars = barsWhile(it, "ran\n");
  bars.mark("waiting", [3]);
  it.change("edited\n");
  bars.mark("waiting", [4]);
  it.change("ran\n");
  bars.mark("waiting", [5]);
  assert.deepEqual(it.marked, ["waiting 3", "waiting ", "pointed ", "waiting ", "waiting 5"]);
});

test("a line that is another one than it was points at nothing", () => {
  const it = program();
  const pointed = [];
  barsWhile(it, "ran\n").listen((line) => pointed.push(line));
  it.hover(3);
  it.change("edited\n");
  it.hover(3);
  assert.deepEqual(pointed, [3, null]);
});

test("bars that are removed hear of no edit", () => {
  const it = program();
  barsWhile(it, "ran\n").remove();
  it.change("edited\n");
  assert.deepEqual([it.removed, it.marked], [1, []]);
});
