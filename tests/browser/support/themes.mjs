// The colors of a page.

import {drawn} from "./quiet.mjs";

/** The themes that a page begins with. */
const BEGINS = {light: "light", dark: "navy"};

/** As when evening comes while the page is read. */
export async function turnTo(page, colorScheme) {
  await page.emulateMedia({colorScheme});
  await has(page, BEGINS[colorScheme]);
}

/** As a reader chooses one. */
export async function choose(page, theme) {
  await page.locator(`#mdbook-theme-${theme}`).evaluate((it) => it.click());
  await has(page, theme);
}

/**
 * What `look(rules)` finds wrong, with all rules where it is light, and in the
 * dark with those of colors: nothing else is another there. The page stays dark.
 */
export async function lightAndDark(page, look) {
  await turnTo(page, "light");
  const light = await look("all");
  await turnTo(page, "dark");
  const dark = await look("colors");
  return [...light.map((it) => `light: ${it}`), ...dark.map((it) => `dark: ${it}`)];
}

async function has(page, theme) {
  await page.locator(`html.${theme}`).waitFor();
  await drawn(page);
}
