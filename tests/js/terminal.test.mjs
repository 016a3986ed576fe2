// What the terminal keeps of very long output, and in which order, on elements
// that are not a browser's.

import assert from "node:assert/strict";
import {test} from "node:test";

import {Terminal} from "../../src/js/programs/terminal.js";

/** An element with a text and children; markup would be set in vain. */
class Element {
  constructor(name) {
    Object.assign(this, {name, children: [], own: "", className: "", presses: []});
    this.style = {setProperty: (name, value) => (this.style[name] = value)};
  }
  get textContent() {
    return this.own + this.children.map((child) => child.textContent).join("");
  }
  set textContent(text) {
    this.replaceChildren();
    this.own = text;
  }
  get childElementCount() {
    return this.children.length;
  }
  get nextSibling() {
    return this.parent.children[this.parent.children.indexOf(this) + 1] ?? null;
  }
  append(...children) {
    for (const child of children) child.parent = this;
    this.children.push(...children);
  }
  after(child) {
    child.parent = this.parent;
    this.parent.children.splice(this.parent.children.indexOf(this) + 1, 0, child);
  }
  remove() {
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
  }
  replaceChildren(...children) {
    this.own = "";
    this.children = [];
    this.append(...children);
  }
  addEventListener(_, press) {
    this.presses.push(press);
  }
}

globalThis.document = {
  createElement: (name) => new Element(name),
  createTextNode: (text) => Object.assign(new Element("#text"), {own: text}),
};

/** A terminal whose frames come when `frame` is called. */
function terminal(more = {}) {
  const frames = [];
  const code = new Element("code");
  const say = {lines: (count) => `${count} more`, place: (line) => `line ${line}`};
  const made = new Terminal(code, {say, listing: "a", schedule: (flush) => frames.push(flush), ...more});
  const frame = () => frames.shift()?.();
  const show = () => {
    let count = 0;
    for (; frames.length; count++) frame();
    return count;
  };
  return {code, made, frame, show};
}

const numbers = (from, to) => Array.from({length: to - from}, (_, i) => `${from + i}\n`).join("");

test("what is written is shown at the next frame, in order", () => {
  const {code, made, show} = terminal();
  const seen = [];
  made.write("out", "a");
  made.write("err", "b\n");
  made.then(() => seen.push(code.textContent));
  made.write("out", "c\n");
  assert.equal(code.textContent, "");
  assert.equal(show(), 1);
  assert.deepEqual([seen, code.textContent], [["ab\n"], "ab\nc\n"]);
});

test("a line that is not over is shown, and goes on", () => {
  const {code, made, show} = terminal();
  made.write("out", "50");
  show();
  assert.equal(code.textContent, "50");
  made.write("out", " %\n");
  show();
  assert.deepEqual(code.children.map((line) => line.textContent), ["50 %\n"]);
});

test("a carriage return writes over its line", () => {
  const {code, made, show} = terminal();
  made.write("out", "10 %\r20 %\r");
  made.write("out", "30 %\r\nend\r");
  made.write("out", "\n");
  show();
  assert.equal(code.textContent, "30 %\nend\n");
});

test("the program begins below what the compiler says", () => {
  const {code, made, show} = terminal();
  made.write("diagnostics", "warning");
  made.write("out", "hi\n");
  show();
  assert.deepEqual(code.children.map((line) => line.className), ["line diagnostics", "line out"]);
});

test("tags are text, and colors are classes", () => {
  const {code, made, show} = terminal();
  made.write("out", "<b>\x1b[1;31mred\x1b[38;2;1;2;3mrgb\x1b[0m\n");
  show();
  const [line] = code.children;
  assert.equal(line.textContent, "<b>redrgb\n");
  assert.deepEqual(line.children.map((piece) => piece.className), ["", "ansi-bold ansi-1", "ansi-bold ansi-rgb", ""]);
  assert.equal(line.children[2].style["--ansi-rgb"], "rgb(1 2 3)");
});

test("places can be pressed, even if they came in two pieces", () => {
  const gone = [];
  const {code, made, show} = terminal({goTo: (...place) => gone.push(place)});
  made.write("err", "at main.r");
  show();
  made.write("err", "s:9:5\n");
  show();
  const button = code.children[0].children.find(({name}) => name === "button");
  for (const press of button.presses) press();
  assert.deepEqual([button.textContent, gone], ["main.rs:9:5", [[9, 5]]]);
});

test("of very long output the first and the last lines stay, and what is between is counted", () => {
  for (const chunk of [1, 40, 40_000]) {
    const {code, made, show} = terminal();
    for (let at = 0; at < 40_000; at += chunk) {
      made.write("out", numbers(at, at + chunk));
      if (at % 4000 === 0) show();
    }
    show();
    const lines = code.textContent.split("\n");
    assert.equal(code.childElementCount, 2501);
    assert.deepEqual([lines[0], lines[499], lines[501], lines.at(-2)], ["0", "499", "38000", "39999"]);
    assert.equal(lines[500], "37500 more");
  }
});

test("a frame does not make all lines at once", () => {
  const {made, show} = terminal();
  made.write("out", numbers(0, 2000));
  assert.ok(show() >= 4);
});

test("what is cleared is not shown any more", () => {
  const {code, made, show} = terminal();
  made.write("out", "old\n");
  made.clear();
  made.write("out", "new\n");
  show();
  assert.equal(code.textContent, "new\n");
});
