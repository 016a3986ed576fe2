// Text with the colors of a terminal, whole and in pieces.

import assert from "node:assert/strict";
import {test} from "node:test";

import {Ansi} from "../../src/js/programs/ansi.js";

/** Reads chunks: the pieces, with those that look the same joined. */
function read(...chunks) {
  const ansi = new Ansi();
  const joined = [];
  for (const piece of chunks.flatMap((chunk) => ansi.read(chunk))) {
    const last = joined.at(-1);
    const same = last && JSON.stringify(last.look) === JSON.stringify(piece.look);
    if (same) last.text += piece.text;
    else joined.push({...piece});
  }
  return joined;
}

const lookOf = (codes) => read(`\x1b[${codes}mx`)[0].look;

test("text without colors stays", () => {
  assert.deepEqual(read("<b>a</b>\tb\r\n"), [{text: "<b>a</b>\tb\r\n", look: {}}]);
});

test("colors and letters are kept until they are taken back", () => {
  const pieces = read("a\x1b[1;31mb\x1b[22mc\x1b[39md\x1b[3;4;2me\x1b[0mf");
  assert.deepEqual(pieces, [
    {text: "a", look: {}},
    {text: "b", look: {bold: true, color: 1}},
    {text: "c", look: {color: 1}},
    {text: "d", look: {}},
    {text: "e", look: {italic: true, underline: true, dim: true}},
    {text: "f", look: {}},
  ]);
});

test("colors have 8, 16, 256 and all names", () => {
  assert.deepEqual(lookOf("37"), {color: 7});
  assert.deepEqual(lookOf("91"), {color: 9});
  assert.deepEqual(lookOf("38;5;12"), {color: 12});
  assert.deepEqual(lookOf("38;5;196"), {color: [255, 0, 0]});
  assert.deepEqual(lookOf("38;5;244"), {color: [128, 128, 128]});
  assert.deepEqual(lookOf("38;2;255;100;0"), {color: [255, 100, 0]});
  assert.deepEqual(lookOf("38;2;999"), {color: [255, 0, 0]});
});

test("backgrounds are read over, with all of their numbers", () => {
  assert.deepEqual(lookOf("41;1"), {bold: true});
  assert.deepEqual(lookOf("48;5;31;1"), {bold: true});
  assert.deepEqual(lookOf("48;2;1;31;3;32"), {color: 2});
});

test("an empty sequence takes everything back", () => {
  assert.deepEqual(read("\x1b[31ma\x1b[mb").at(-1), {text: "b", look: {}});
});

test("what else terminals do leaves nothing behind", () => {
  const text = "a\x1b[2J\x1b[1;1Hb\x1b]8;;http://x\x07c\x1b]0;title\x1b\\d\x1b(Be\x1bMf\x07\x00g";
  assert.deepEqual(read(text), [{text: "abcdefg", look: {}}]);
});

test("wherever a chunk ends, the pieces are the same", () => {
  const text = "a\x1b[1;38;5;9mb\x1b]8;;http://x\x1b\\c\x1b[0md\x1bPq\x1b\\e";
  const whole = read(text);
  for (let at = 0; at <= text.length; at++) {
    assert.deepEqual(read(text.slice(0, at), text.slice(at)), whole);
  }
  assert.deepEqual(read(...text), whole);
});

test("a sequence that never ends does not swallow the output", () => {
  const long = "x".repeat(5000);
  const text = read("\x1b]", long, "\nafter")
    .map((piece) => piece.text)
    .join("");
  assert.ok(text.endsWith("after"), text.slice(-20));
});
