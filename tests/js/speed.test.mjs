// How fast runs are played, and for how long a choice counts.

import assert from "node:assert/strict";
import {test} from "node:test";

/** The module as a page loads it that stored this choice before; a page forgets nothing else. */
let pages = 0;
async function page(stored) {
  const store = new Map(stored === null ? [] : [["timeline-speed", stored]]);
  globalThis.localStorage = {
    getItem: (key) => store.get(key) ?? null,
    setItem: (key, value) => store.set(key, value),
  };
  const speed = await import(`../../src/js/timelines/speed.js?${pages++}`);
  return {...speed, store};
}

const LENGTHS = [2_000, 99_999, 100_000, 999_999, 1_000_000, 20_000_000];

test("a run that is over before it is seen is slowed down", async () => {
  const {speedOf} = await page(null);
  assert.deepEqual(LENGTHS.map(speedOf), [0.1, 0.1, 0.25, 0.25, 1, 1]);
});

test("a choice counts for all runs at once, and on the next page", async () => {
  const {speedOf, choose, onChoice, store} = await page(null);
  const told = [];
  const deaf = onChoice(() => told.push(`one ${speedOf(2_000)}`));
  onChoice(() => told.push(`other ${speedOf(2_000_000)}`));
  choose(1);
  deaf();
  choose(0.25);
  assert.deepEqual(told, ["one 1", "other 1", "other 0.25"]);
  const next = await page(store.get("timeline-speed"));
  assert.deepEqual(LENGTHS.map(next.speedOf), LENGTHS.map(() => 0.25));
});

test("a stored speed that is none of the choices is no choice", async () => {
  for (const stored of ["", "7", "fast"]) {
    const {speedOf} = await page(stored);
    assert.equal(speedOf(2_000_000), 1, stored);
  }
});

test("without a storage the choice lasts as long as the page", async () => {
  delete globalThis.localStorage;
  const {speedOf, choose} = await import(`../../src/js/timelines/speed.js?${pages++}`);
  assert.equal(speedOf(2_000), 0.1);
  choose(1);
  assert.equal(speedOf(2_000), 1);
});
