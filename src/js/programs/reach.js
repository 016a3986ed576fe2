// Makes what scrolls reachable with the keyboard: a long line of a program, on
// a phone nearly every one. What does not scroll is no stop on the way.

import {keepArrows} from "./names.js";

const sizes = new ResizeObserver((entries) => {
  for (const {target} of entries) reach(target);
});

function reach(code) {
  const scrolls = code.scrollWidth > code.clientWidth + 1 || code.scrollHeight > code.clientHeight + 1;
  if (scrolls) code.tabIndex = 0;
  else code.removeAttribute("tabindex");
}

const watched = new WeakSet();

/** Keeps an eye on a block of code; to be called again when its text is another. */
export function watch(code) {
  if (watched.has(code)) return reach(code);
  watched.add(code);
  keepArrows(code);
  sizes.observe(code);
}
