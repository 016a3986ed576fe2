// Plays the timelines of a page.
//
// The page is complete without: a timeline is a drawing in the page, and stays
// one where scripts are off. This file only watches; what plays is loaded when
// a timeline comes near the viewport for the first time. A timeline inside
// closed `<details>` has no place on the page, so it is not near before it is
// opened, and everything can be measured when it is.

const NEAR = "600px";

const near = new IntersectionObserver(
  async (entries) => {
    const blocks = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    if (!blocks.length) return;
    for (const block of blocks) near.unobserve(block);
    // Where it cannot be loaded, pictures stay pictures.
    const module = await import("./timelines/block.js").catch(() => null);
    for (const block of blocks) module?.attach(block);
  },
  {rootMargin: NEAR},
);

for (const block of document.querySelectorAll(".timelines")) near.observe(block);
