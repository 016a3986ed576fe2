// Slides from one drawing to another of the same program, changed.
//
// What has the same `data-key` in both moves and resizes from its old place to
// its new one; the rest fades. Only the new drawing moves. The old one, without
// what was found in the new, fades over it and is then taken away.

const LASTS_MS = 400;
const PLACES = ["x", "y", "width", "height", "x1", "x2", "y1", "y2"];

/**
 * Between two lengths in the same unit, such as `10%` and `20%`. Percents of
 * the one are `ratio` of the other's.
 */
export function between(from, to, share, ratio = 1) {
  const percent = to.endsWith("%");
  const [a, b] = [parseFloat(from) * (percent ? ratio : 1), parseFloat(to)];
  return `${Number((a + (b - a) * share).toFixed(3))}${percent ? "%" : ""}`;
}

/** Slow at both ends. */
export function ease(share) {
  return share * share * (3 - 2 * share);
}

/** What can be found again in another drawing, by name. */
function parts(svg) {
  const found = new Map();
  for (const element of svg.querySelectorAll("[data-key]")) {
    const {key} = element.dataset;
    if (!element.matches(".lane")) found.set(`${key} ${element.localName}`, element);
    for (const part of element.querySelectorAll(":scope > .alive, :scope > .name > text")) {
      found.set(`${key} ${part.getAttribute("class")}`, part);
    }
  }
  return found;
}

/** The ways of all parts that are in both: an attribute, from where to where. */
function ways(before, after) {
  const old = parts(before);
  const found = [];
  for (const [name, element] of parts(after)) {
    const twin = old.get(name);
    if (!twin) continue;
    element.classList.add("kept");
    twin.classList.add("kept");
    for (const place of PLACES) {
      const [from, to] = [twin.getAttribute(place), element.getAttribute(place)];
      if (from !== null && to !== null) found.push({element, place, from, to});
    }
  }
  return found;
}

/**
 * Puts the box `after` in the place of the box `before` and slides from the
 * drawing in the one to that in the other; calls `done` when it lies still.
 * Each box is as wide, in percent, as its run is long on its scale.
 * Returns a way to be there at once.
 */
export function slide(before, after, done, {now = () => performance.now(), frame = requestAnimationFrame} = {}) {
  const stage = before.parentElement;
  const drawings = [before, after].map((box) => box.querySelector("svg.timeline"));
  const [old, size] = [before, after].map((box) => parseFloat(box.style.inlineSize));
  const heights = drawings.map((svg) => svg.getAttribute("height"));
  const moves = ways(...drawings);
  const began = now();
  let over = false;

  function show(share) {
    const eased = ease(share);
    for (const {element, place, from, to} of moves) {
      element.setAttribute(place, share < 1 ? between(from, to, eased, old / size) : to);
    }
    stage.style.height = `${between(...heights, eased)}px`;
    stage.style.setProperty("--share", eased);
  }

  function finish() {
    if (over) return;
    over = true;
    show(1);
    before.remove();
    stage.classList.remove("sliding");
    stage.style.removeProperty("height");
    stage.style.removeProperty("--share");
    for (const svg of drawings) {
      for (const kept of svg.querySelectorAll(".kept")) kept.classList.remove("kept");
    }
    done();
  }

  function step() {
    if (over) return;
    const share = (now() - began) / LASTS_MS;
    if (share >= 1) return finish();
    show(share);
    frame(step);
  }

  before.before(after);
  stage.classList.add("sliding");
  step();
  return finish;
}
