// A chapter of the static site without a mouse, and without eyes: where Tab
// leads, what keys do there, and what a screen reader is told.

import assert from "node:assert/strict";

import {BUTTONS} from "./support/frame.mjs";
import {pages} from "./support/pages.mjs";
import {PAGE} from "./support/programs.mjs";
import {settled} from "./support/quiet.mjs";
import {site} from "./support/site.mjs";
import {stops} from "./support/stops.mjs";

const here = site();
const test = pages(here);

/** With the sidebar folded, and with it shown, as the pages begin. */
const FOLDED = 1280;
const SHOWN = 1400;

test("the first stop leads to the text", async ({context}) => {
  const page = await opened(context, SHOWN);
  await page.keyboard.press("Tab");
  const link = page.locator('a[href^="#"]:focus');
  await link.waitFor();
  assert.ok((await link.boundingBox()).y >= 0, "it is seen while it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.locator("main :focus").waitFor();
});

test("the buttons of the menu bar are next, in order", async ({context}) => {
  const page = await opened(context, FOLDED);
  const all = await stops(page, ({within}) => within !== "main" && within !== "book-text");
  const ids = all.map(({id}) => `#${id}`).filter((id) => Object.values(BUTTONS).includes(id));
  assert.deepEqual(ids, Object.values(BUTTONS));
});

test("no link of the folded sidebar has the focus", async ({context}) => {
  const page = await opened(context, FOLDED);
  assert.equal(await linksOfSidebar(page), 0);
});

test("every link of the sidebar has the focus when it is shown", async ({context}) => {
  const page = await opened(context, SHOWN);
  const links = await page.locator("#mdbook-sidebar a").filter({visible: true}).count();
  assert.ok(links > 10);
  assert.equal(await linksOfSidebar(page), links);
});

for (const key of ["Enter", "Space"]) {
  test(`${key} shows the sidebar, and folds it`, async ({context}) => {
    const page = await opened(context, FOLDED);
    const button = page.locator(BUTTONS.sidebar);
    await button.focus();
    for (const isShown of ["true", "false"]) {
      await page.keyboard.press(key);
      await page.locator(`${BUTTONS.sidebar}[aria-expanded="${isShown}"]:focus`).waitFor();
      const link = page.locator("#mdbook-sidebar a").first();
      await link.waitFor({state: isShown === "true" ? "visible" : "hidden"});
    }
  });
}

test("a theme is chosen with keys", async ({context}) => {
  const page = await opened(context, FOLDED);
  await page.locator(BUTTONS.theme).focus();
  await page.keyboard.press("Enter");
  await page.locator("#mdbook-theme-list :focus").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator("html.ayu").waitFor();
  await page.locator("#mdbook-theme-ayu[aria-checked=true]").waitFor({state: "attached"});
});

test("Escape closes the themes, and the button has the focus", async ({context}) => {
  const page = await opened(context, FOLDED);
  await page.locator(BUTTONS.theme).focus();
  await page.keyboard.press("Enter");
  await page.locator("#mdbook-theme-list :focus").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#mdbook-theme-list").waitFor({state: "hidden"});
  await page.locator(`${BUTTONS.theme}:focus`).waitFor();
});

/**
 * What the first figure of a page has, in the order in which it is read. Where
 * nothing may move there is no speed to choose, and so not in these tests.
 */
const FIGURE = [
  ...["run-button", "edit-button", "copy-button"],
  ...["run-button", "edit-button", "copy-button"],
  ...["play", "time", "lane", "summary", "lane", "summary"],
];

test("a figure is walked through in the order of its parts", async ({context}) => {
  const page = await opened(context, SHOWN);
  const first = page.locator("figure.listing").first();
  await first.scrollIntoViewIfNeeded();
  await first.locator(".copy-button").last().waitFor();
  await first.locator(".lane[tabindex]").last().waitFor();
  const id = await first.getAttribute("id");
  await first.evaluate((it) => it.closest("main").insertBefore(document.createElement("p"), it).scrollIntoView());
  const all = (await stops(page)).filter(({figure}) => figure === id);
  const known = all.map(({classes, tag}) => FIGURE.find((it) => classes.includes(it) || tag === it));
  assert.deepEqual(known.filter(Boolean), FIGURE);
  assert.deepEqual(all.filter(({isSeen}) => !isSeen), []);
});

test("nothing that has the focus is out of sight", async ({context}) => {
  const page = await opened(context, FOLDED);
  const unseen = (await stops(page)).filter(({isSeen}) => !isSeen);
  assert.deepEqual(unseen.map(({tag, id, classes}) => `${tag}#${id}.${classes}`), []);
});

test("an arrow key turns the page when nothing has the focus", async ({context}) => {
  const page = await opened(context, FOLDED);
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith(PAGE)), page.keyboard.press("ArrowRight")]);
});

for (const where of ["figure pre", "figure button", "main a", "#mdbook-menu-bar button"]) {
  test(`an arrow key turns no page in ${where}`, async ({context}) => {
    const page = await opened(context, FOLDED);
    await page.locator(where).filter({visible: true}).first().evaluate((it) => {
      it.tabIndex = 0;
      it.focus();
    });
    const turned = turns(page);
    for (const key of ["ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
    // A page turns some time after the key. So another key turns it, and there
    // is one turn.
    await page.evaluate(() => document.activeElement.blur());
    await Promise.all([page.waitForURL((url) => !url.pathname.endsWith(PAGE)), page.keyboard.press("ArrowRight")]);
    assert.equal(turned.length, 1, turned.join());
  });
}

/** A page in a window of that width, with all that its scripts add. */
async function opened(context, width) {
  const page = await context.newPage();
  await page.setViewportSize({width, height: 900});
  await page.goto(`${here.url}/${PAGE}`);
  await settled(page);
  return page;
}

/** How many links of the sidebar Tab leads to, before the text. */
async function linksOfSidebar(page) {
  const all = await stops(page, ({within}) => within !== "main" && within !== "book-text");
  return all.filter(({within}) => within === "mdbook-sidebar").length;
}

/** Where the page goes from now on. */
function turns(page) {
  const turned = [];
  page.on("request", (request) => request.isNavigationRequest() && turned.push(request.url()));
  return turned;
}
