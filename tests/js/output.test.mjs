// How far the output of a program has come, on elements that are not a browser's.

import assert from "node:assert/strict";
import {test} from "node:test";

import {Output} from "../../src/js/timelines/output.js";

/** An element with a text, classes and children; markup would be set in vain. */
class Element {
  classes = new Set();
  children = [];
  text = "";
  classList = {
    toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)),
  };
  set className(name) {
    this.classes.add(name);
  }
  get textContent() {
    return this.text + this.children.map((child) => child.textContent).join("");
  }
  set textContent(text) {
    this.children = [];
    this.text = text;
  }
  replaceChildren(...children) {
    this.text = "";
    this.children = children;
  }
}

globalThis.document = {createElement: () => new Element()};

function block(text) {
  const code = new Element();
  code.textContent = text;
  return {code, output: new Output(code)};
}

/** What is marked: `.` printed, `*` the newest, ` ` not yet. */
function marks({code}) {
  const mark = ({classes}) => (classes.has("later") ? " " : classes.has("newest") ? "*" : ".");
  return code.children.map(mark).join("");
}

test("lines are printed one after the other", () => {
  const it = block("hello\nworld\n0.3 s\n");
  const seen = [-1, 0, 1, 2, Infinity].map((row) => {
    it.output.show(row);
    return marks(it);
  });
  assert.deepEqual(seen, ["   ", "*  ", ".* ", "..*", "..."]);
});

test("time may go back", () => {
  const it = block("hello\nworld\n");
  it.output.show(1);
  it.output.show(-1);
  assert.equal(marks(it), "  ");
});

test("the text stays as it was printed, empty lines and markup too", () => {
  const text = "<b>\n\n  two\n";
  const it = block(text);
  assert.equal(it.code.textContent, text);
  assert.equal(it.code.children.length, 3);
  it.output.remove();
  assert.equal(it.code.textContent, text);
  assert.equal(it.code.children.length, 0);
});
