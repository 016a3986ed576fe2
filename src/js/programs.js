// Adds to every program on the page what runs, edits and copies it.
//
// The page is complete without. This file and what it imports are small; what
// runs and what edits is loaded when it is used for the first time. Programs
// are seen to one by one: first those near the viewport, then, whenever the
// page is idle, all others, whose buttons a screen reader lists.

import {idle, whenNear} from "./idle.js";
import {isKept} from "./programs/edits.js";
import {listingAt} from "./programs/program.js";
import {watch} from "./programs/reach.js";
import {addToolbar} from "./programs/toolbar.js";

const NEAR = "300px";

const isUrgent = (twin) => {
  const {listing, language} = listingAt(twin);
  return twin.closest(".scratch") || isKept(listing, language);
};

const twins = [...document.querySelectorAll(".twin")];

// Where a reader has written, or is about to, is no time to wait: text that
// comes in the place of other text moves what is below.
for (const twin of twins.filter(isUrgent)) addToolbar(twin);

whenNear(twins, NEAR, addToolbar);
seeToAll();

async function seeToAll() {
  await idle();
  for (const code of document.querySelectorAll(".listing pre > code")) watch(code);
  for (const twin of twins) {
    await idle();
    addToolbar(twin);
  }
}

// All pages in one, to print: nobody writes there, so no editor is loaded.
const isWholeBook = location.pathname.endsWith("/print.html");
if (document.querySelector(".scratch") && !isWholeBook) import("./programs/scratch.js");
