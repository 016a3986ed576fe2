// A page where letters are large and room is scarce: WCAG 2.2, 1.4.10 and 1.4.12.

import {drawn} from "./quiet.mjs";

/** A window of 1280 px at four times the size. */
const NARROW = {width: 320, height: 256};

/**
 * As much room between lines, paragraphs, words and letters as a reader may
 * want. Not in drawings: their texts stand where they fit, and the table below
 * says the same.
 */
const SPACING = `
  *:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }
`;

/**
 * What is too wide at 320 px, and what is cut off when there is more room
 * between letters: one line each. The page keeps that room.
 */
export async function roomProblems(page) {
  await page.setViewportSize(NARROW);
  await drawn(page);
  const problems = await page.evaluate(tooWide);
  await page.addStyleTag({content: SPACING});
  const spaced = [...(await page.evaluate(tooWide)), ...(await page.evaluate(cut))];
  return [...problems, ...spaced.map((it) => `with more room between letters: ${it}`)];
}

/** What makes the page, or the column of its text, wider than the window. Runs in the page. */
function tooWide() {
  const boxes = [document.scrollingElement];
  for (let box = document.querySelector("main"); box; box = box.parentElement) boxes.push(box);
  if (boxes.every((it) => it.scrollWidth <= Math.max(it.clientWidth, innerWidth))) return [];
  const isWide = (it) => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1;
  // These scroll by themselves.
  const isInner = (it) => it.parentElement.closest("pre, .table-wrapper, svg");
  const wide = [...document.querySelectorAll("main *")].filter((it) => isWide(it) && !isInner(it));
  const names = wide.slice(0, 5).map((it) => `${it.localName}.${it.getAttribute("class")}`);
  return [`wider than ${innerWidth} px: ${names.join(", ")}`];
}

/** Texts of which a part cannot be seen. Runs in the page. */
function cut() {
  const isCut = (it) => {
    const {overflowX, overflowY, textOverflow} = getComputedStyle(it);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    // One line that says with an ellipsis that there is more, and is a link to it.
    if (textOverflow === "ellipsis") return false;
    const over = [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight];
    return (hides(overflowX) && over[0] > 1) || (hides(overflowY) && over[1] > 1);
  };
  const hasText = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  // Texts for screen readers alone are a pixel large.
  const isShown = (it) => it.checkVisibility({visibilityProperty: true}) && it.clientWidth > 1;
  const all = [...document.querySelectorAll("body *:not(svg, svg *)")];
  const found = all.filter((it) => hasText(it) && isShown(it) && isCut(it));
  return found.slice(0, 5).map((it) => `cut: ${it.outerHTML.slice(0, 100)}`);
}
