// Lays out, whenever the page is idle, what was left out while it was loading.
//
// Programs and drawings far from the viewport are skipped at first (theme/listing.css,
// `content-visibility`), which spares a slow machine half of the work before a
// page can be used. What is skipped is not in the accessibility tree of every
// browser, so it does not stay skipped.

import {idle} from "./idle.js";

const SKIPPED = ".listing :is(.drawing, .twin > pre)";

layOut();

async function layOut() {
  await idle();
  for (const part of document.querySelectorAll(SKIPPED)) {
    await idle();
    part.style.contentVisibility = "visible";
  }
}
