// Puts a copy of a listing's drawings beside those of its variation, or of a
// live run.
//
// Both are drawn on the larger of their scales: the run with the smaller one is
// put in a box that is narrower by as much. Its texts are chosen by the width
// of the box, as they are by the width of a column.

import {programs} from "./changes.js";
import {programOf} from "./code.js";

/**
 * A copy of a drawing, as it was before any script, and with ids of its own:
 * patterns and titles are found by id, and there must be one of each.
 */
export function copyOf(svg, prefix) {
  const copy = svg.cloneNode(true);
  copy.removeAttribute("style");
  copy.setAttribute("role", "img");
  for (const veils of copy.querySelectorAll(".veils")) veils.remove();
  for (const marked of copy.querySelectorAll(".later, .lit")) {
    marked.classList.remove("later", "lit");
  }
  for (const element of copy.querySelectorAll("[id]")) element.id = prefix + element.id;
  for (const element of copy.querySelectorAll('[fill^="url(#"]')) {
    element.setAttribute("fill", element.getAttribute("fill").replace("#", `#${prefix}`));
  }
  const names = (copy.getAttribute("aria-labelledby") ?? "").split(" ");
  copy.setAttribute("aria-labelledby", names.map((name) => prefix + name).join(" "));
  return copy;
}

/** The box of a drawing on a scale of so many microseconds. */
export function boxOf(svg, scale) {
  const box = document.createElement("div");
  box.className = "drawn";
  box.style.inlineSize = `${(100 * Number(svg.dataset.total)) / scale}%`;
  return box;
}

/** The drawings of variations whose pictures show their originals. */
const away = new WeakMap();

/** The drawing that a picture had when the page came, whatever it shows now. */
export function recordingOf(svg) {
  return away.get(svg.closest(".picture")) ?? svg;
}

/** The figure that a variation's block changes, if it is on this page. */
export function originalOf(block) {
  return document.getElementById(block.dataset.original);
}

/**
 * Boxes the drawing of a picture, and a copy of the original's drawing, which
 * is not put on the page yet: `{changed, original, programs, remove}`. Null if
 * the original has no such picture on this page.
 */
export function pairOf(block, {element, language, svg, shown}) {
  const figure = originalOf(block);
  const source = figure?.querySelector(`.picture[data-language="${language}"] svg.timeline`);
  if (!source) return null;
  const scale = Math.max(Number(svg.dataset.total), Number(source.dataset.total));
  const changed = boxOf(svg, scale);
  svg.replaceWith(changed);
  changed.append(svg);
  away.set(element, svg);
  const original = boxOf(source, scale);
  original.append(copyOf(source, `before-${svg.getAttribute("aria-labelledby").split(" ")[0]}-`));
  return {
    changed,
    original,
    programs: programs(shown, programOf(figure.querySelector(`.twin.${language}`))),
    remove() {
      original.remove();
      away.delete(element);
      changed.replaceWith(svg);
    },
  };
}
