// How far the layout of a page shifts without anybody's doing.

import {setTimeout} from "node:timers/promises";

import {FRAME_MS_MAX} from "./quiet.mjs";

/** The page notes its shifts from now on. To be called before it is opened. */
export async function noteShifts(context) {
  await context.addInitScript(() => {
    globalThis.shifts = [];
    // Of what is gone, or is an SVG or a text, there is no class to tell.
    const name = ({node}) => [node?.nodeName ?? "?", node?.className].filter((it) => typeof it === "string").join(".");
    const note = ({hadRecentInput, value, sources}) => {
      if (!hadRecentInput) shifts.push({value, moved: sources.map(name)});
    };
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({type: "layout-shift", buffered: true});
  });
}

/** A page that waits for a script before it paints anything would wait forever. */
const HELD_MS_MAX = 1000;

/**
 * Scripts, fonts and pictures arrive after the first paint, as they do where
 * the network is slow: what they move, they then move before the reader's eyes.
 */
export async function holdBack(context) {
  let paint;
  const painted = new Promise((resolve) => (paint = resolve));
  await context.exposeBinding("painted", () => paint());
  await context.addInitScript(() => {
    new PerformanceObserver(() => painted()).observe({type: "paint", buffered: true});
  });
  await context.route(/\.(js|png|svg|woff2)$/, async (route) => {
    await Promise.race([painted, setTimeout(HELD_MS_MAX)]);
    // A page that was closed meanwhile needs nothing.
    await route.continue().catch(() => {});
  });
}

/** The sum of all shifts so far, and what moved. */
export function shiftsOf(page) {
  return page.evaluate(() => {
    const sum = shifts.reduce((sum, {value}) => sum + value, 0);
    return {sum, moved: [...new Set(shifts.flatMap(({moved}) => moved))]};
  });
}

/**
 * Scrolls to the end, a screen at a time: what is made when it comes into view
 * is made, and is drawn before the next screen comes.
 */
export function scrollThrough(page) {
  return page.evaluate(async (frameMsMax) => {
    // A page that nothing changes may draw no frame.
    const frame = () => Promise.race([new Promise(requestAnimationFrame), new Promise((it) => setTimeout(it, frameMsMax))]);
    for (let before = -1; scrollY > before; ) {
      before = scrollY;
      scrollBy({top: innerHeight, behavior: "instant"});
      await frame();
      await frame();
    }
  }, FRAME_MS_MAX);
}
