// Plays the timelines of a page.
//
// The page is complete without: a timeline is a drawing in the page, and stays
// one where scripts are off. This file only watches; what plays is loaded when
// a timeline comes near the viewport for the first time. A timeline inside
// closed `<details>` has no place on the page, so it is not near before it is
// opened, and everything can be measured when it is.

import {whenNear} from "./idle.js";

const NEAR = "600px";

whenNear(document.querySelectorAll(".timelines"), NEAR, async (block) => {
  // Where it cannot be loaded, pictures stay pictures.
  const module = await import("./timelines/block.js").catch(() => null);
  module?.attach(block);
});
