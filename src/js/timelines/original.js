// Puts a copy of a listing's drawings beside those of its variation.
//
// Both are drawn on the larger of their scales: the run with the smaller one is
// put in a box that is narrower by as much. Its texts are chosen by the width
// of the box, as they are by the width of a column.

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
function boxOf(svg, scale) {
  const box = document.createElement("div");
  box.className = "drawn";
  box.style.inlineSize = `${(100 * Number(svg.dataset.total)) / scale}%`;
  return box;
}

/**
 * Boxes the drawing of a picture, and a copy of the original's drawing, which
 * is not put on the page yet: `{changed, original, remove}`. Null if the
 * listing that `block` changes has no such picture on this page.
 */
export function pairOf(block, picture) {
  const figure = document.getElementById(block.dataset.original);
  const {language} = picture.dataset;
  const svg = picture.querySelector("svg.timeline");
  const source = figure?.querySelector(`.picture[data-language="${language}"] svg.timeline`);
  if (!svg || !source) return null;
  const scale = Math.max(Number(svg.dataset.total), Number(source.dataset.total));
  const changed = boxOf(svg, scale);
  svg.replaceWith(changed);
  changed.append(svg);
  const original = boxOf(source, scale);
  original.append(copyOf(source, `before-${svg.getAttribute("aria-labelledby").split(" ")[0]}-`));
  return {
    changed,
    original,
    remove() {
      original.remove();
      changed.replaceWith(svg);
    },
  };
}
