// When a page has come to rest.

import {setTimeout} from "node:timers/promises";

/** Longer than a page takes from one request to the next that follows from it. */
const QUIET_MS = 200;

/** Longer than a frame takes on a busy machine; a page that nothing changes may draw none. */
export const FRAME_MS_MAX = 200;

/** The requests of a context that are not answered yet, and how many there were. */
const traffic = new WeakMap();

/** To be called before the first page of the context is opened. */
export function watchTraffic(context) {
  const state = {open: new Set(), count: 0};
  traffic.set(context, state);
  context.on("request", (request) => {
    state.open.add(request);
    state.count += 1;
  });
  for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => state.open.delete(request));
}

/**
 * Waits until the page has nothing to do, and asks for nothing more. Not for
 * pages of the server: they listen to its news as long as they are open.
 */
export async function settled(page) {
  const state = traffic.get(page.context());
  for (let before = -1; state.open.size || state.count > before; ) {
    before = state.count;
    await page.evaluate(() => new Promise(requestIdleCallback));
    await setTimeout(QUIET_MS);
  }
}

/** Waits until all that is far from the viewport is laid out, too (src/js/whole.js). */
export async function laidOut(page) {
  await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll(".listing :is(.drawing, .twin > pre)")];
    return parts.every((it) => it.style.contentVisibility === "visible");
  });
  await drawn(page);
}

/** Waits until what was changed last is drawn, and no color is on its way to another. */
export function drawn(page) {
  return page.evaluate(async (frameMsMax) => {
    const frame = () => Promise.race([new Promise(requestAnimationFrame), new Promise((it) => setTimeout(it, frameMsMax))]);
    await frame();
    await frame();
    const changing = document.getAnimations().filter((it) => it instanceof CSSTransition);
    await Promise.allSettled(changing.map((it) => it.finished));
  }, FRAME_MS_MAX);
}
