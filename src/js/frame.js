// The frame of a page: the list of chapters follows the reader, and what
// scrolls is reached with the keyboard.
//
// mdBook's own list, in books that are not finished by `cargo book`, looks
// after itself.

import {watch} from "./programs/reach.js";

/** A heading is where the reader is from when it comes into the upper two fifths
 *  of the window. What was scrolled past counts, too: no page is that high. */
const READING = "1000000px 0px -60% 0px";

// Programs that can be run are looked after in programs.js.
for (const wide of document.querySelectorAll(".table-wrapper, main > pre > code")) watch(wide);

const page = document.querySelector("#mdbook-sidebar [aria-current=page]");
if (page) {
  follow(page);
  mark([...document.querySelectorAll("#mdbook-sidebar .header-in-summary")]);
}

/** Scrolls the list to the entry of the page, as soon as the list is seen. */
function follow(entry) {
  const list = entry.closest(".sidebar-scrollbox");
  const seen = new IntersectionObserver(([{isIntersecting}]) => {
    if (!isIntersecting) return;
    seen.disconnect();
    const below = entry.offsetTop + entry.offsetHeight > list.clientHeight;
    if (below) list.scrollTop = entry.offsetTop - list.clientHeight / 2;
  });
  seen.observe(list);
}

/** Marks the link of the heading that the reader is below. */
function mark(links) {
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
  const passed = new Set();
  const line = new IntersectionObserver(
    (entries) => {
      for (const {target, isIntersecting} of entries) {
        if (isIntersecting) passed.add(target);
        else passed.delete(target);
      }
      const current = headings.findLastIndex((heading) => passed.has(heading));
      for (const [at, link] of links.entries()) link.classList.toggle("current-header", at === current);
    },
    {rootMargin: READING},
  );
  for (const heading of headings) line.observe(heading);
}
