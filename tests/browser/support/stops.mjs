// Where Tab leads: what has the focus after each press, until it leaves the page.

/** More stops than a chapter has. */
const STOPS_MAX = 600;

/** Notes on what has the focus; null when nothing of the page has it. */
function focused() {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement) return null;
  const {left, right, top, bottom} = it.getBoundingClientRect();
  const isSeen = it.checkVisibility({visibilityProperty: true, opacityProperty: true}) && right > 0 && left < innerWidth;
  return {
    id: it.id,
    classes: [...it.classList],
    tag: it.localName,
    within: it.closest(".skip, nav, #mdbook-menu-bar, main")?.id || it.closest("nav, main")?.localName,
    figure: it.closest("figure.listing")?.id ?? null,
    box: {left, right, top: top + scrollY, bottom: bottom + scrollY},
    isSeen,
  };
}

/** Every stop from here on, while `goes(stop)`. */
export async function stops(page, goes = () => true) {
  const all = [];
  while (all.length < STOPS_MAX) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop || !goes(stop)) break;
    all.push(stop);
  }
  return all;
}
