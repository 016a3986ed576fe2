// The words of the scripts, as a page brings them.

import assert from "node:assert/strict";
import {test} from "node:test";

import {fill, seconds} from "../../src/js/words.js";

/** The module as a page loads it that has this in its element of words; null for none. */
let pages = 0;
async function page(textContent) {
  const element = textContent === null ? null : {textContent};
  globalThis.document = {getElementById: (id) => (id === "book-words" ? element : null)};
  return import(`../../src/js/words.js?${pages++}`);
}

test("a word is found by table and name", async () => {
  const {word} = await page('{"run": {"stop": "Stop"}, "controls": {"play": "Play"}}');
  assert.equal(word("controls", "play"), "Play");
  assert.equal(word("run", "stop"), "Stop");
  assert.equal(word("run", "play"), "");
  assert.equal(word("no-table", "play"), "");
});

test("a page without words breaks nothing", async () => {
  for (const text of [null, "", "{"]) {
    const {word} = await page(text);
    assert.equal(word("controls", "play"), "", text);
  }
});

test("times have as many digits as the run is long", () => {
  assert.equal(seconds(123_456, 202_000), "0.12");
  assert.equal(seconds(1_234, 101_000), "0.001");
  assert.equal(seconds(1_234_567, 20_000_000), "1.2");
});

test("a hole without a value stays, and values are not filled again", () => {
  assert.equal(fill("{now} s of {total} s", {now: "{total}", total: "1"}), "{total} s of 1 s");
  assert.equal(fill("{what}", {}), "{what}");
});
