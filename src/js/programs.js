// Adds to every program on the page what runs, edits and copies it.
//
// The page is complete without. This file and what it imports are small; what
// runs and what edits is loaded when it is used for the first time.

import {watch} from "./programs/reach.js";
import {addToolbar} from "./programs/toolbar.js";

for (const code of document.querySelectorAll(".listing pre > code")) watch(code);
for (const twin of document.querySelectorAll(".twin")) addToolbar(twin);

if (document.querySelector(".scratch")) import("./programs/scratch.js");
