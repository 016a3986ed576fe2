// What a reader chose to see is kept, and nothing moves because of it.

import assert from "node:assert/strict";

import {violations} from "./support/axe.mjs";
import {pages} from "./support/pages.mjs";
import {LISTING, PAGE} from "./support/programs.mjs";
import {published} from "./support/site.mjs";
import {lightAndDark} from "./support/themes.mjs";

const test = pages(published());

/** Pages with figures of every kind. */
const PAGES = ["index.html", "joining.html", "failing.html", "blocking.html", "pools.html", "scratch.html"];

const SHIFT_MAX = 0.02;

test("a page begins with both languages side by side", async ({open}) => {
  const {python, rust} = twins(await open(PAGE));
  const [left, right] = [await python.boundingBox(), await rust.boundingBox()];
  assert.equal(left.y, right.y);
  assert.ok(left.x + left.width <= right.x);
});

test("one below the other", async ({open}) => {
  const page = await open(PAGE);
  await choose(page, "stacked");
  const {python, rust} = twins(page);
  const [above, below] = [await python.boundingBox(), await rust.boundingBox()];
  assert.equal(above.x, below.x);
  assert.ok(above.y + above.height <= below.y);
});

test("a choice is kept", async ({open}) => {
  const page = await open(PAGE);
  await choose(page, "stacked", "python");
  await page.reload();
  assert.deepEqual(await chosen(page), {twins: "stacked", show: "python"});
  assert.equal(await twins(page).rust.isVisible(), false);
  await page.locator("#reading-toggle").click();
  await page.locator("#reading input[value=python]:checked").waitFor();
});

test("other tabs follow", async ({open}) => {
  const [one, other] = [await open(PAGE), await open("failing.html")];
  await choose(one, "rust");
  await other.waitForFunction(() => document.documentElement.dataset.show === "rust");
});

test("a language goes with all that is its own, and no figure is empty", async ({open}, t) => {
  for (const path of PAGES) {
    for (const [language, gone] of [["python", "rust"], ["rust", "python"]]) {
      await t.test(`${path}, ${language}`, async () => {
        const page = await open(path);
        await choose(page, language);
        assert.deepEqual(await page.evaluate(problems, [language, gone]), []);
        await page.close();
      });
    }
  }
});

test("nothing moves when a page opens as it was chosen", async ({context, open}) => {
  await choose(await open(PAGE), "stacked", "rust");
  await context.addInitScript(() => {
    globalThis.shift = 0;
    const add = (list) => list.getEntries().forEach((it) => (globalThis.shift += it.value));
    new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
  });
  const page = await open("pools.html");
  await page.locator(".timelines.playable").first().waitFor();
  assert.ok((await page.evaluate(() => globalThis.shift)) <= SHIFT_MAX);
});

test("all of it with the keyboard", async ({open}) => {
  const page = await open(PAGE);
  const {keyboard} = page;
  await page.locator("#reading-toggle").focus();
  await keyboard.press("Enter");
  await keyboard.press("Tab");
  await keyboard.press("ArrowDown");
  await keyboard.press("Tab");
  await keyboard.press("ArrowRight");
  assert.deepEqual(await chosen(page), {twins: "stacked", show: "python"});
  await keyboard.press("Escape");
  await page.locator("#reading").waitFor({state: "hidden"});
  assert.equal(await page.locator("#reading-toggle:focus").count(), 1);
  assert.ok(page.url().endsWith(PAGE), "arrow keys open no other chapter");
});

test("a click beside the panel closes it", async ({open}) => {
  const page = await open(PAGE);
  await page.locator("#reading-toggle").click();
  await page.locator("main h1").click({position: {x: 600, y: 10}});
  await page.locator("#reading").waitFor({state: "hidden"});
});

test("a browser that keeps nothing shows what is chosen, too", async ({context, open}) => {
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {get: () => { throw new Error("no storage"); }});
  });
  const page = await open(PAGE);
  await choose(page, "rust");
  assert.equal(await twins(page).python.isVisible(), false);
});

test("axe finds nothing in the panel", async ({open}) => {
  const page = await open(PAGE);
  await page.locator("#reading-toggle").click();
  const panel = page.locator("#reading");
  assert.deepEqual(await lightAndDark(page, (rules) => violations(page, panel, rules)), []);
});

async function choose(page, ...values) {
  await page.locator("#reading-toggle").click();
  for (const value of values) await page.locator(`#reading input[value=${value}]`).check();
  await page.keyboard.press("Escape");
}

function chosen(page) {
  return page.evaluate(() => ({...document.documentElement.dataset}));
}

function twins(page) {
  const of = (language) => page.locator(`figure[data-listing="${LISTING}"] .twin.${language}`);
  return {python: of("python"), rust: of("rust")};
}

/** In the page: where a figure is empty, or shows a language that is gone. */
function problems([language, gone]) {
  const found = [];
  const seen = (it) => it.checkVisibility();
  for (const figure of document.querySelectorAll("figure.listing, .scratch .listing")) {
    const what = figure.id || "scratch";
    const twins = [...figure.querySelectorAll(".twin")];
    if (twins.length && !twins.some(seen)) found.push(`${what}: no program`);
    if (figure.closest(".scratch")) continue;
    const own = [".twin", ".picture"].filter((it) => figure.querySelector(`${it}:is(.${language}, [data-language=${language}])`));
    for (const part of own) {
      const left = [...figure.querySelectorAll(`${part}:is(.${gone}, [data-language=${gone}])`)].filter(seen);
      if (left.length) found.push(`${what}: ${part} of ${gone}`);
    }
    for (const box of figure.querySelectorAll(".outputs, .pictures")) {
      if (seen(box) && ![...box.children].some(seen)) found.push(`${what}: an empty ${box.className}`);
    }
  }
  return found;
}
