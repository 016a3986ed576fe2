// Lays out, whenever the page is idle, what was left out while it was loading.
//
// Programs and drawings far from the viewport are skipped at first (theme/listing.css,
// `content-visibility`), which spares a slow machine half of the work before a
// page can be used. What is skipped is not in the accessibility tree of every
// browser, so it does not stay skipped.

import {idle} from "./idle.js";

const SKIPPED = ".listing :is(.drawing, .twin > pre)";

/**
 * After each step the page is laid out anew, all of it: on the page to print,
 * with the figures of all others, one part at a time took a minute.
 */
const STEPS_MAX = 100;

layOut();

async function layOut() {
  await idle();
  const parts = [...document.querySelectorAll(SKIPPED)];
  const together = Math.ceil(parts.length / STEPS_MAX);
  for (let at = 0; at < parts.length; at += together) {
    await idle();
    for (const part of parts.slice(at, at + together)) part.style.contentVisibility = "visible";
  }
}
