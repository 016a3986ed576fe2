// Every page of the static site, for everyone: axe finds nothing wrong with it,
// light and dark, wide and narrow, with everything that opens open; its headings,
// landmarks and names are right; nothing is too wide or cut off where letters
// are large.
//
// A page is opened once. What cannot be another in the next state is looked at
// once: all colors are seen when all is open, and only they are others in the dark.
// What only a phone shows is the same on every page; the glossary has its colors.

import assert from "node:assert/strict";
import {describe} from "node:test";

import {violationsOfAll} from "./support/axe.mjs";
import {everyPage, PRINT} from "./support/every.mjs";
import {BUTTONS, STATES, turned} from "./support/frame.mjs";
import {outlineProblems} from "./support/outline.mjs";
import {pages} from "./support/pages.mjs";
import {laidOut, settled} from "./support/quiet.mjs";
import {roomProblems} from "./support/room.mjs";
import {site} from "./support/site.mjs";
import {choose, lightAndDark, turnTo} from "./support/themes.mjs";

/** A laptop, on which the sidebar begins folded, and a phone. */
const WIDTHS = {laptop: 1280, phone: 390};

/** Those that a reader has to choose; they are on every page. */
const CHOSEN_THEMES = ["rust", "coal", "ayu"];

/** Pages with all that our style sheets color. */
const COLORFUL = ["joining.html", "failing.html"];

const here = site();
const test = pages(here);

// axe computes, and one page at a time leaves a processor without work.
describe("every page", {concurrency: 2}, () => {
  for (const path of everyPage().filter((it) => it !== PRINT)) {
    test(path, async ({context}) => {
      const page = await opened(context, path, WIDTHS.laptop);
      const problems = await wrong(page, "as it comes", {rules: "all but colors"});
      await turned(page, BUTTONS.sidebar);
      problems.push(...(await outlineProblems(page)));
      await turned(page, BUTTONS.sidebar);
      await openDetails(page);
      await laidOut(page);
      problems.push(...(await wrong(page, "open")));
      await turnTo(page, "dark");
      problems.push(...(await wrong(page, "open, dark", {rules: "colors"})));
      await turnTo(page, "light");
      await page.setViewportSize({width: WIDTHS.phone, height: 800});
      await laidOut(page);
      problems.push(...(await wrong(page, "open, narrow", {rules: "all but colors"})));
      problems.push(...(await roomProblems(page)));
      assert.deepEqual(problems, []);
    });
  }

  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const [state, reach] of Object.entries(STATES)) {
      test(`${state}, on a ${device}`, async ({context}) => {
        const page = await opened(context, "glossary.html", width);
        await reach(page);
        assert.deepEqual(await lightAndDark(page, (rules) => violationsOfAll(page, {rules})), []);
      });
    }
  }

  for (const path of COLORFUL) {
    test(`${path}, in other themes`, async ({context}) => {
      const page = await opened(context, path, WIDTHS.laptop);
      await openDetails(page);
      const problems = [];
      for (const theme of CHOSEN_THEMES) {
        await choose(page, theme);
        problems.push(...(await wrong(page, theme, {rules: "colors"})));
      }
      assert.deepEqual(problems, []);
    });
  }

  // Its figures are those of the pages, and there are very many of them.
  test(`${PRINT}, but for its figures`, async ({context}) => {
    await context.addInitScript(() => (globalThis.print = () => {}));
    const page = await opened(context, PRINT, WIDTHS.laptop);
    const problems = await wrong(page, "as it comes", {exclude: [".listing"]});
    await openDetails(page);
    problems.push(...(await roomProblems(page)));
    assert.deepEqual(problems, []);
  });
});

/** The page in a window of that width, with all that its scripts add. */
async function opened(context, path, width) {
  const page = await context.newPage();
  await page.setViewportSize({width, height: 800});
  await page.goto(`${here.url}/${path}`);
  await settled(page);
  await laidOut(page);
  return page;
}

function openDetails(page) {
  return page.locator("details").evaluateAll((all) => all.forEach((it) => (it.open = true)));
}

async function wrong(page, when, where) {
  return (await violationsOfAll(page, where)).map((it) => `${when}: ${it}`);
}
