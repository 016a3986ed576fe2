// The frame around a chapter: the list of chapters, and what is mended there.

import assert from "node:assert/strict";

import {launch} from "./support/chromium.mjs";
import {pages} from "./support/pages.mjs";
import {PAGE} from "./support/programs.mjs";
import {published} from "./support/site.mjs";

const here = published();
const test = pages(here);

/** Of the element that has the focus. */
const focused = (page, attribute = "id") => page.evaluate((name) => document.activeElement.getAttribute(name), attribute);

test("the first Tab leads to a link past everything to the text", async ({open}) => {
  const page = await open(PAGE);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page, "class"), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "book-text");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main")));
});

test("the list of chapters is folded and unfolded with the keyboard", async ({open}) => {
  const page = await open(PAGE);
  const button = page.locator("#mdbook-sidebar-toggle");
  await button.focus();
  for (const [key, expanded] of [["Enter", false], ["Space", true]]) {
    await page.keyboard.press(key);
    assert.equal(await button.getAttribute("aria-expanded"), String(expanded));
    assert.equal(await page.locator("#mdbook-sidebar a[tabindex='-1']").count() === 0, expanded);
  }
});

test("the help takes the focus, keeps it, and gives it back", async ({open}) => {
  const page = await open(PAGE);
  await page.locator("#mdbook-theme-toggle").focus();
  await page.keyboard.press("?");
  await page.locator("#mdbook-help-popup:focus").waitFor();
  await page.keyboard.press("Tab");
  assert.ok(!(await page.evaluate(() => document.activeElement.closest("#mdbook-body-container"))));
  await page.keyboard.press("Escape");
  await page.locator("#mdbook-theme-toggle:focus").waitFor();
});

test("an arrow key turns the page, unless something has the focus", async ({open}) => {
  const page = await open(PAGE);
  const next = await page.locator(".nav-chapters.next").getAttribute("href");
  await page.locator("main a").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.evaluate(() => document.activeElement.blur());
  assert.ok(page.url().endsWith(PAGE));
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(`**/${next}`);
});

test("the chosen theme is said", async ({open}) => {
  const page = await open(PAGE);
  await page.locator("#mdbook-theme-toggle").click();
  await page.locator("#mdbook-theme-navy").click();
  const chosen = page.locator("#mdbook-theme-list [aria-checked=true]");
  assert.deepEqual(await chosen.allTextContents(), ["Navy"]);
});

test("the list marks the page, and the heading that is read", async ({open}) => {
  const page = await open(PAGE);
  assert.equal(await page.locator("#mdbook-sidebar [aria-current=page]").getAttribute("href"), PAGE);
  const last = page.locator(".on-this-page a").nth(-3);
  await last.click();
  await page.locator(".on-this-page a.current-header").waitFor();
  assert.equal(await page.locator(".current-header").textContent(), await last.textContent());
});

test("without scripts the list of chapters is there, and leads on", async () => {
  const browser = await launch();
  // A browser that stays keeps the tests from ending.
  await leadsOn(browser).finally(() => browser.close());
});

async function leadsOn(browser) {
  const page = await browser.newPage({javaScriptEnabled: false, viewport: {width: 1400, height: 900}});
  await page.goto(`${here.url}/${PAGE}`);
  await page.locator("#mdbook-sidebar").getByRole("link", {name: "Glossary"}).click();
  await page.waitForURL("**/glossary.html");
  await page.setViewportSize({width: 390, height: 844});
  assert.ok(!(await page.locator("#mdbook-sidebar").isVisible()));
  await page.getByLabel("Table of contents", {exact: true}).first().press("Space");
  assert.ok(await page.locator("#mdbook-sidebar").isVisible());
}
