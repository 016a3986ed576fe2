// The text of a program, what changes in it, and the lines that are marked.

import assert from "node:assert/strict";
import {test} from "node:test";

import {EditorBars, marked} from "../../src/js/programs/bars.js";
import {differenceOf} from "../../src/js/programs/difference.js";
import {Marks} from "../../src/js/programs/marks.js";
import {textOf} from "../../src/js/programs/program.js";
import {EditorState} from "../../src/js/vendor/codemirror/bundle.js";

test("a program ends with one line break, whatever it was pasted from", () => {
  assert.equal(textOf("a\r\nb\rc"), "a\nb\nc\n");
  assert.equal(textOf("a\n"), "a\n");
  assert.equal(textOf("a\n\n"), "a\n\n");
  assert.equal(textOf(""), "\n");
});

test("a change is only what is between the same beginning and the same end", () => {
  assert.deepEqual(differenceOf("one two", "one more two"), {from: 4, to: 4, insert: "more "});
  assert.deepEqual(differenceOf("aaa", "aa"), {from: 2, to: 3, insert: ""});
  assert.deepEqual(differenceOf("same", "same"), {from: 4, to: 4, insert: ""});
});

test("a change makes the one text of the other", () => {
  const texts = ["", "a", "aa", "aba", "abba", "a\nb", "b\na\nb", "🦀", "🦀🦀"];
  for (const before of texts) {
    for (const after of texts) {
      const {from, to, insert} = differenceOf(before, after);
      assert.equal(before.slice(0, from) + insert + before.slice(to), after);
    }
  }
});

/** As much of an editor as bars need: its state, which can be replaced. */
function editorOf(doc) {
  return {
    state: EditorState.create({doc, extensions: [marked]}),
    turns: 0,
    dispatch(spec) {
      this.turns += 1;
      this.state = this.state.update(spec).state;
    },
    get rows() {
      return [...this.state.field(marked).values()].flatMap(({kind, rows}) => rows.map((row) => `${kind} ${row}`));
    },
  };
}

test("lines of an editor are counted from the first line of the program", () => {
  const editor = editorOf("a\nb\nc");
  const bars = new EditorBars(editor, 3);
  assert.deepEqual(bars.numbers, [3, 4, 5]);
  bars.mark("waiting", [4, 5, 9]);
  bars.mark("pointed", [3]);
  assert.deepEqual(editor.rows, ["waiting 2", "waiting 3", "waiting 7", "pointed 1"]);
  bars.remove();
  assert.deepEqual(editor.rows, []);
});

test("two pictures mark lines of one editor, and the same again is no work", () => {
  const editor = editorOf("a\nb\nc");
  const [one, other] = [new EditorBars(editor, 1), new EditorBars(editor, 1)];
  one.mark("waiting", [1]);
  other.mark("waiting", [2]);
  const {turns} = editor;
  one.mark("waiting", [1]);
  assert.equal(editor.turns, turns);
  one.remove();
  assert.deepEqual(editor.rows, ["waiting 2"]);
});

test("after an edit, lines are others: none is marked", () => {
  const editor = editorOf("a\nb\nc");
  new EditorBars(editor, 1).mark("waiting", [2]);
  editor.dispatch({changes: {from: 0, insert: "x\n"}});
  assert.deepEqual(editor.rows, []);
});

/** A view that writes down what is marked in it. */
function view(log, name) {
  const bars = {
    numbers: [name],
    mark: (kind, lines) => log.push(`${name}: ${kind} ${lines}`),
    listen: (point, signal) => signal.addEventListener("abort", () => log.push(`${name}: deaf`)),
    remove: () => log.push(`${name}: gone`),
  };
  return {bars: () => bars};
}

test("marks go along when another view is shown", () => {
  const log = [];
  const marks = new Marks(view(log, "text"), () => log.push("all gone"));
  marks.mark("waiting", [3]);
  marks.listen((line) => log.push(`pointed ${line}`), new AbortController().signal);
  marks.move(view(log, "editor"));
  assert.deepEqual(marks.numbers, ["editor"]);
  marks.remove();
  assert.deepEqual(log, [
    "text: waiting 3", "text: deaf", "pointed null", "text: gone",
    "editor: waiting 3", "editor: deaf", "pointed null", "editor: gone", "all gone",
  ]);
});
