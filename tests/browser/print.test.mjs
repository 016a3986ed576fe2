// A page on paper: all of it, light, and nothing to press.

import assert from "node:assert/strict";

import {pages} from "./support/pages.mjs";
import {LISTING, PAGE} from "./support/programs.mjs";
import {published} from "./support/site.mjs";

const declare = pages(published());
const test = (name, body) => declare(name, {dark: true}, body);

/** Of text on white: WCAG 2.2, 1.4.3. */
const CONTRAST_MIN = 4.5;

test("programs are one below the other, with output and timelines", async (visit) => {
  const page = await printed(visit, PAGE);
  const figure = page.locator(`figure[data-listing="${LISTING}"]`);
  const of = (part) => figure.locator(part).boundingBox();
  const boxes = [];
  for (const part of [".twin.python", ".twin.rust", ".output", "[data-language=python] svg.timeline", "[data-language=rust] svg.timeline"]) {
    boxes.push({part, ...(await of(part))});
  }
  for (const [index, below] of boxes.slice(1).entries()) {
    const above = boxes[index];
    assert.ok(above.y + above.height <= below.y, `${above.part} is above ${below.part}`);
  }
});

test("answers are open", async (visit) => {
  const page = await printed(visit, "failing.html");
  const closed = await page.locator(".answer").evaluateAll((all) => {
    const parts = all.flatMap((it) => [...it.children].slice(1));
    return parts.filter((it) => !it.checkVisibility() || !it.offsetHeight).map((it) => it.className);
  });
  assert.ok((await page.locator(".answer").count()) > 3);
  assert.deepEqual(closed, []);
});

test("nothing is there to be pressed", async (visit) => {
  const page = await printed(visit, PAGE);
  const seen = page.locator("button, select, input, summary, nav, [role=slider], #mdbook-menu-bar").filter({visible: true});
  assert.deepEqual(await seen.evaluateAll((all) => all.map((it) => it.outerHTML)), []);
});

test("links to other places are written out", async (visit) => {
  const page = await printed(visit, PAGE);
  const links = await page.locator("main a").evaluateAll((all) =>
    all.map((it) => [it.getAttribute("href"), getComputedStyle(it, "::after").content]),
  );
  assert.ok(links.some(([href]) => href.startsWith("http")));
  for (const [href, after] of links) {
    assert.equal(after, href.startsWith("http") ? `" (${href})"` : "none", href);
  }
});

test("paper is light, whatever the screen was", async (visit) => {
  const page = await printed(visit, PAGE);
  const texts = "main :is(p, h1, h2, td, figcaption, .language, pre > code), pre > code span:not([class^=hljs]), svg.timeline text.name";
  const colors = await page.locator(texts).evaluateAll((all) => [
    ...new Set(all.filter((it) => it.checkVisibility()).map((it) => getComputedStyle(it)[it.localName === "text" ? "fill" : "color"])),
  ]);
  assert.ok(colors.length > 1);
  for (const color of colors) assert.ok(onWhite(color) >= CONTRAST_MIN, color);
});

test("a moment of a timeline does not stay on paper", async ({open}) => {
  const page = await open(PAGE);
  const time = page.locator(`figure[data-listing="${LISTING}"] input[type=range]`).first();
  await time.focus();
  await page.keyboard.press("Home");
  await page.locator(".replaying").first().waitFor();
  await page.emulateMedia({media: "print"});
  for (const what of [".veils", ".cursor"]) {
    assert.equal(await page.locator(`.replaying ${what}`).first().isVisible(), false, what);
  }
});

async function printed({open}, path) {
  const page = await open(path);
  await page.locator(".timelines.playable").first().waitFor();
  await page.emulateMedia({media: "print"});
  return page;
}

/** The contrast of a color, `rgb(…)`, on white. */
function onWhite(color) {
  const [red, green, blue] = color.match(/[\d.]+/g).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
