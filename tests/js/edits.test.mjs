// What a reader has made of a program is kept, and found again.

import assert from "node:assert/strict";
import {test} from "node:test";

import {forget, hashOf, keyOf, load, older, save, textIn} from "../../src/js/programs/edits.js";

const BEFORE = "print(1)\n";
const NOW = "print(2)\n";
const MINE = "print('mine')\n";

/** As much of `localStorage` as is used; full after so many entries. */
class Storage {
  constructor(room = Infinity) {
    this.entries = new Map();
    this.room = room;
  }
  get length() {
    return this.entries.size;
  }
  key(at) {
    return [...this.entries.keys()][at] ?? null;
  }
  getItem(key) {
    return this.entries.get(key) ?? null;
  }
  setItem(key, value) {
    if (!this.entries.has(key) && this.length >= this.room) throw new Error("QuotaExceededError");
    this.entries.set(key, value);
  }
  removeItem(key) {
    this.entries.delete(key);
  }
}

test("an edit is found by its listing, its language and its original", () => {
  const storage = new Storage();
  assert.ok(save("hi", "python", NOW, MINE, storage));
  assert.equal(load("hi", "python", NOW, storage), MINE);
  assert.equal(load("hi", "rust", NOW, storage), null);
  assert.equal(load("hi.try_ho", "python", NOW, storage), null);
  assert.equal(load("hi", "python", BEFORE, storage), null);
});

test("an edit that is the original again leaves no entry", () => {
  const storage = new Storage();
  save("hi", "python", NOW, MINE, storage);
  assert.ok(save("hi", "python", NOW, NOW, storage));
  assert.equal(storage.length, 0);
});

test("an edit of an older original is found, the newest of several", (t) => {
  t.mock.timers.enable({apis: ["Date"]});
  const storage = new Storage();
  for (const [original, text] of [["0", "first"], [BEFORE, MINE], ["1", "second"]]) {
    t.mock.timers.tick(original === BEFORE ? 1000 : 1);
    save("hi", "python", original, text, storage);
  }
  assert.equal(older("hi", "python", NOW, storage).text, "second");
  forget(older("hi", "python", NOW, storage).key, storage);
  assert.equal(older("hi", "python", NOW, storage).text, MINE);
});

test("the edit of this original is no older one, nor is that of another listing", () => {
  const storage = new Storage();
  save("hi", "python", NOW, MINE, storage);
  save("hi.try_ho", "python", BEFORE, MINE, storage);
  save("hi", "rust", BEFORE, MINE, storage);
  assert.equal(older("hi", "python", NOW, storage), null);
});

test("a full storage is said, and keeps what it has", () => {
  const storage = new Storage(1);
  assert.ok(save("hi", "python", NOW, MINE, storage));
  assert.equal(save("ho", "python", NOW, MINE, storage), false);
  assert.ok(save("hi", "python", NOW, "again", storage));
  assert.equal(load("hi", "python", NOW, storage), "again");
});

test("without a storage nothing is kept, and nothing throws", () => {
  assert.equal(load("hi", "python", NOW, null), null);
  assert.equal(save("hi", "python", NOW, MINE, null), false);
  assert.equal(older("hi", "python", NOW, null), null);
  forget("hi", null);
});

test("entries that nobody here has written are no edits", () => {
  const storage = new Storage();
  for (const entry of ["", "null", "7", '"text"', '{"text":7}', "[]", "{"]) {
    storage.setItem(keyOf("hi", "python", NOW), entry);
    storage.setItem(keyOf("hi", "python", BEFORE), entry);
    assert.equal(load("hi", "python", NOW, storage), null, entry);
    assert.equal(older("hi", "python", NOW, storage), null, entry);
    assert.equal(textIn(entry), null, entry);
  }
  assert.equal(textIn(null), null);
});

test("the hash stays the same from version to version of this book", () => {
  // The numbers of FNV-1a, 32 bits.
  assert.equal(hashOf(""), "811c9dc5");
  assert.equal(hashOf("foobar"), "bf9cf968");
  assert.notEqual(hashOf("가"), hashOf("나"));
});
