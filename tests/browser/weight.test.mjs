// Every page of the static site is light: what a first visit loads, and how
// far the page jumps under the reader's eyes.

import assert from "node:assert/strict";

import {everyPage, PRINT} from "./support/every.mjs";
import {pages} from "./support/pages.mjs";
import {settled} from "./support/quiet.mjs";
import {holdBack, noteShifts, scrollThrough, shiftsOf} from "./support/shifts.mjs";
import {site} from "./support/site.mjs";

/** Bytes with gzip. Pages of mdBook alone have 340 kB; this is loaded in a second on a slow phone. */
const BYTES_MAX = 150 * 1024;

/** What two pages may have instead. */
const BYTES_MAX_OF = {
  // Every page at once, for those who print the book: 690 kB of HTML and drawings,
  // 30 kB for a chapter.
  [PRINT]: 800 * 1024,
  // Begins with its editor, 147 kB, which other pages load at the first edit.
  "scratch.html": 250 * 1024,
};

/** Pages of mdBook alone ask for 23 files and more; each costs a round trip. */
const REQUESTS_MAX = 12;

/** A fifth of what counts as good (0.1, web.dev/cls): nothing that a reader sees. */
const SHIFT_MAX = 0.02;

/** So many files are named when a page is too heavy. */
const HEAVIEST = 8;

const here = site();
const test = pages(here);

for (const path of everyPage()) {
  test(`${path} is light`, async ({context, open}) => {
    here.sent.length = 0;
    const {page, problems} = await visit(context, open, path);
    problems.push(...weight(path), ...(await blocking(page)));
    assert.deepEqual(problems, []);
  });
  test(`${path} is still on a phone`, {narrow: true}, async ({context, open}) => {
    const {problems} = await visit(context, open, path);
    assert.deepEqual(problems, []);
  });
}

/** Opens the page, reads it to the end, and gives what shifted. */
async function visit(context, open, path) {
  await noteShifts(context);
  await holdBack(context);
  // Printing is what this page is for, and it would start now.
  await context.addInitScript(() => (globalThis.print = () => {}));
  const page = await open(path);
  await settled(page);
  const loaded = shifted("as it loads", await shiftsOf(page));
  await scrollThrough(page);
  await settled(page);
  const problems = loaded.length ? loaded : shifted("as it is read", await shiftsOf(page));
  return {page, problems};
}

function shifted(when, {sum, moved}) {
  if (sum <= SHIFT_MAX) return [];
  return [`shifts by ${sum.toFixed(3)} of ${SHIFT_MAX} ${when}: ${moved.join(", ")}`];
}

/** What is too much in what was sent. */
function weight(path) {
  const {sent} = here;
  const bytes = sent.reduce((sum, it) => sum + it.bytes, 0);
  const bytesMax = BYTES_MAX_OF[path] ?? BYTES_MAX;
  const problems = [];
  if (bytes > bytesMax) problems.push(`${kB(bytes)} of ${kB(bytesMax)}: ${heaviest(sent)}`);
  if (sent.length > REQUESTS_MAX) {
    const names = sent.map((it) => it.path).join(" ");
    problems.push(`${sent.length} of ${REQUESTS_MAX} requests: ${names}`);
  }
  return problems;
}

function heaviest(sent) {
  const sorted = sent.toSorted((a, b) => b.bytes - a.bytes).slice(0, HEAVIEST);
  return sorted.map((it) => `${it.path} ${kB(it.bytes)}`).join(", ");
}

const kB = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;

/** The scripts that a page waits for before it goes on to be read. */
async function blocking(page) {
  const all = page.locator('script[src]:not([defer], [async], [type="module"])');
  const names = await all.evaluateAll((scripts) => scripts.map((it) => it.getAttribute("src")));
  return names.map((name) => `waits for ${name}: add defer`);
}
