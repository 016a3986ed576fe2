// A chapter of the static site without a mouse, and without eyes: where Tab
// leads, what keys do there, and what a screen reader is told.

import assert from "node:assert/strict";
import {after, before} from "node:test";

import {everyPage, PRINT, SITE} from "./support/every.mjs";
import {Folder} from "./support/folder.mjs";
import {BUTTONS} from "./support/frame.mjs";
import {pages} from "./support/pages.mjs";
import {PAGE} from "./support/programs.mjs";
import {stops} from "./support/stops.mjs";

const folder = new Folder(SITE);
before(() => folder.start());
after(() => folder.end());
const test = pages(folder);

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

for (const path of everyPage().filter((it) => it !== PRINT)) {
  test(`${path}: headings, landmarks, names`, async ({context}) => {
    const page = await opened(context, SHOWN, path);
    const problems = await page.evaluate(wrong);
    assert.deepEqual(problems, []);
  });
}

/** What is wrong with how a page is made up. Runs in the page. */
function wrong() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (it) => it.getAttribute("aria-label") || it.getAttribute("aria-labelledby");
  const seen = (it) => it.checkVisibility();
  const problems = [];
  const must = (holds, what) => holds || problems.push(what);

  const levels = all("main :is(h1, h2, h3, h4, h5, h6)").map((it) => Number(it.localName[1]));
  must(all("h1").filter(seen).length === 1, `${all("h1").length} headings of the first level`);
  must(levels[0] === 1, `the first heading of the text is an h${levels[0]}`);
  levels.forEach((level, at) => must(at === 0 || level <= levels[at - 1] + 1, `h${level} after h${levels[at - 1]}`));

  for (const one of ["main", "header:not(main header), [role=banner]"]) {
    must(all(one).filter(seen).length === 1, `${all(one).length} of ${one}`);
  }
  for (const nav of all("nav, [role=navigation]")) must(named(nav), `a nav has no name: ${nav.className}`);

  for (const figure of all("figure")) {
    must(named(figure) || figure.querySelector(":scope > figcaption"), `a figure has no name: ${figure.id}`);
  }
  for (const image of all("img")) must(image.hasAttribute("alt"), `no alt: ${image.src}`);
  for (const svg of all("svg:not(svg svg)")) {
    if (svg.closest("[aria-hidden=true]") || svg.closest("button, a, label")) continue;
    const names = svg.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const texts = [...names.map((id) => document.getElementById(id)), svg.querySelector(":scope > desc")];
    must(texts.length > 1 && texts.every((it) => it?.textContent.trim()), `an image has no name, or no description: ${svg.outerHTML.slice(0, 120)}`);
  }
  return problems;
}

/** A page in a window of that width, with all that its scripts add. */
async function opened(context, width, path = PAGE) {
  const page = await context.newPage();
  await page.setViewportSize({width, height: 900});
  await page.goto(`${folder.url}/${path}`, {waitUntil: "networkidle"});
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
