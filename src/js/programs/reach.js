// Makes what scrolls reachable with the keyboard: a long line of a program, on
// a phone nearly every one. What does not scroll is no stop on the way.

import {keepArrows} from "./names.js";

const sizes = new ResizeObserver((entries) => {
  // All are measured before any is changed: measuring what was changed is a layout of the page.
  const measured = entries.map(({target}) => [target, scrolls(target)]);
  for (const [code, does] of measured) {
    if (does) code.tabIndex = 0;
    else code.removeAttribute("tabindex");
  }
});

function scrolls({scrollWidth, clientWidth, scrollHeight, clientHeight}) {
  return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
}

const watched = new WeakSet();

/** Keeps an eye on a block of code; to be called again when its text is another. */
export function watch(code) {
  if (!watched.has(code)) keepArrows(code);
  watched.add(code);
  // What is observed anew is measured once more, after the next layout.
  sizes.unobserve(code);
  sizes.observe(code);
}
