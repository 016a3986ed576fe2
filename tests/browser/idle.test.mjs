// What a page does when it has the time: buttons far from the viewport, and the
// layout of what is not seen yet.

import assert from "node:assert/strict";

import {pages} from "./support/pages.mjs";
import {published} from "./support/site.mjs";

const test = pages(published());

const PAGE = "pools.html";

/** A page that is never idle until `rests` says so. */
async function busy(context) {
  await context.addInitScript(() => {
    const waiting = [];
    globalThis.requestIdleCallback = (work) => waiting.push(work);
    globalThis.rests = () => {
      globalThis.requestIdleCallback = (work) => setTimeout(work);
      for (const work of waiting.splice(0)) work();
    };
  });
}

const rest = (page) => page.evaluate(() => globalThis.rests());

const count = (page, selector) => page.locator(selector).count();

/** Where everything on the page begins, and where the page ends. */
const places = (page) =>
  page.evaluate(() => {
    const tops = [...document.querySelectorAll("main > *")].map((it) => it.getBoundingClientRect().top);
    return [...tops, document.documentElement.scrollHeight].map(Math.round);
  });

/** How many programs and drawings are not laid out. */
const skipped = (page) =>
  page.evaluate(() => {
    const inside = [...document.querySelectorAll(".twin > pre > code, .drawing > svg")];
    const open = inside.filter((it) => !it.closest("details:not([open])"));
    return open.filter((it) => !it.checkVisibility({contentVisibilityAuto: true})).length;
  });

const allHaveButtons = (page) =>
  page.waitForFunction(() => [...document.querySelectorAll(".twin")].every((it) => it.querySelector(".actions")));

test("programs near the viewport have buttons at once, all others when the page is idle", async ({open, context}) => {
  await busy(context);
  const page = await open(PAGE);
  await page.locator(".run-button").first().waitFor();
  assert.ok((await count(page, ".actions")) < (await count(page, ".twin")) / 2);
  await rest(page);
  await allHaveButtons(page);
});

test("a program that comes into view has buttons, however busy the page", async ({open, context}) => {
  await busy(context);
  const page = await open(PAGE);
  const last = page.locator(".twin").last();
  await last.scrollIntoViewIfNeeded();
  await last.locator(".run-button").waitFor();
});

for (const phone of [false, true]) {
  test(`nothing moves when the rest is laid out${phone ? ", on a phone" : ""}`, {phone}, async ({open, context}) => {
    await busy(context);
    const page = await open(PAGE);
    assert.ok((await skipped(page)) > 20);
    const before = await places(page);
    await rest(page);
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".twin > pre, .drawing")].every((it) => it.style.contentVisibility === "visible"),
    );
    assert.equal(await skipped(page), 0);
    assert.deepEqual(await places(page), before);
  });
}
