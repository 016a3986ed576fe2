// axe finds nothing wrong with any page of the static site, whole: light and
// dark, wide and narrow, with everything that opens open.

import assert from "node:assert/strict";
import {after, before} from "node:test";

import {violationsOfAll} from "./support/axe.mjs";
import {everyPage, PRINT, SITE} from "./support/every.mjs";
import {Folder} from "./support/folder.mjs";
import {STATES} from "./support/frame.mjs";
import {pages} from "./support/pages.mjs";

/** A laptop, on which the sidebar begins folded, and a phone. */
const WIDTHS = [1280, 390];

/** The themes that a reader has to choose; the two others are on every page. */
const CHOSEN_THEMES = ["rust", "coal", "ayu"];

/** Pages with all that our style sheets color. */
const COLORFUL = ["joining.html", "failing.html"];

const folder = new Folder(SITE);
before(() => folder.start());
after(() => folder.end());
const test = pages(folder);

for (const path of everyPage().filter((it) => it !== PRINT)) {
  test(`${path}, light`, async ({context}) => {
    const page = await opened(context, path, 1280);
    const problems = await wrong(page, "as it comes");
    await openDetails(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({width, height: 800});
      await settled(page);
      problems.push(...(await wrong(page, `open, ${width} px`)));
    }
    assert.deepEqual(problems, []);
  });

  // Only colors are others now, and all of them are seen when all is open.
  test(`${path}, dark`, {dark: true}, async ({context}) => {
    const page = await opened(context, path, 1280);
    await openDetails(page);
    assert.deepEqual(await violationsOfAll(page), []);
  });
}

for (const dark of [false, true]) {
  for (const width of WIDTHS) {
    for (const [state, reach] of Object.entries(STATES)) {
      test(`${state}, ${width} px, ${dark ? "dark" : "light"}`, {dark}, async ({context}) => {
        const page = await opened(context, "glossary.html", width);
        await reach(page);
        assert.deepEqual(await violationsOfAll(page), []);
      });
    }
  }
}

for (const theme of CHOSEN_THEMES) {
  for (const path of COLORFUL) {
    test(`${path}, ${theme}`, async ({context}) => {
      const page = await opened(context, path, 1280);
      await page.evaluate((it) => localStorage.setItem("mdbook-theme", it), theme);
      await page.reload({waitUntil: "networkidle"});
      await settled(page);
      await openDetails(page);
      assert.deepEqual(await violationsOfAll(page), []);
    });
  }
}

// Its figures are those of the pages, and there are very many of them.
test(`${PRINT}, but for its figures`, async ({context}) => {
  await context.addInitScript(() => (globalThis.print = () => {}));
  const page = await opened(context, PRINT, 1280);
  assert.deepEqual(await violationsOfAll(page, [".listing"]), []);
});

/** The page in a window of that width, with all that its scripts add. */
async function opened(context, path, width) {
  const page = await context.newPage();
  await page.setViewportSize({width, height: 800});
  await page.goto(`${folder.url}/${path}`, {waitUntil: "networkidle"});
  await settled(page);
  return page;
}

/** Until all is laid out (src/js/whole.js), and what that changed is, too. */
async function settled(page) {
  await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll(".listing :is(.drawing, .twin > pre)")];
    return parts.every((it) => it.style.contentVisibility === "visible");
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function openDetails(page) {
  return page.locator("details").evaluateAll((all) => all.forEach((it) => (it.open = true)));
}

async function wrong(page, when) {
  return (await violationsOfAll(page)).map((it) => `${when}: ${it}`);
}
