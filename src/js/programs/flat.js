// Makes a drawing of the page into one that needs no page.
//
// A drawing (crates/timeline) leaves to the page's style which of its texts are
// shown at which width, and all colors; its places are in percent. Viewers of
// images know neither container queries nor variables. So the drawing is laid
// out here once, out of sight, at one width and in the light colors, and what
// the browser computed is written down: places in px, and paint as attributes.

import {paint, put, shape} from "./paint.js";

const PLACES = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "dx", "width", "height"];
const KEPT = ["d", "patternUnits", "patternTransform"];

/** A `<g>` with all that a drawing shows at that width. It must be on no page. */
export function flat(svg, width) {
  const host = document.createElement("div");
  host.className = "timeline-frame";
  Object.assign(host.style, {position: "fixed", left: "-9999px", boxSizing: "content-box", width: `${width}px`});
  for (const [name, value] of lightColors()) host.style.setProperty(name, value);
  host.append(svg);
  document.body.append(host);
  const group = shape("g");
  for (const child of svg.children) group.append(...copies(child, width));
  host.remove();
  return group;
}

/** What the style says of colors before any theme does. */
function lightColors() {
  const rules = [...document.styleSheets].flatMap(rulesOf);
  const roots = rules.filter((rule) => rule.selectorText === ":root");
  return roots.flatMap(({style}) =>
    [...style]
      .filter((name) => /^--(timeline|output)-/.test(name))
      .map((name) => [name, style.getPropertyValue(name)]),
  );
}

function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // Of another origin: none of ours.
  }
}

/** What an element becomes: one, or none if it is not shown, or a text on its rim. */
function copies(element, width) {
  const name = element.localName;
  if (name === "title" || name === "desc") return [shape(name, {}, element.textContent)];
  const style = getComputedStyle(element);
  if (name === "defs" || name === "pattern") return [copied(element, style, width)];
  if (style.display === "none") return [];
  // Some viewers know no `paint-order`: there the rim would lie over the text.
  const rimmed = name === "text" && style.paintOrder.startsWith("stroke");
  return rimmed
    ? [copied(element, style, width, "rim"), copied(element, style, width, "text")]
    : [copied(element, style, width)];
}

function copied(element, style, width, layer = "all") {
  const mark = element.localName === "svg";
  const copy = shape(mark ? "g" : element.localName);
  for (const name of KEPT) put(copy, name, element.getAttribute(name));
  for (const name of PLACES) put(copy, name, inPx(element.getAttribute(name), width));
  if (element.id) copy.id = element.id;
  if (mark) move(copy);
  if (!["g", "svg", "defs", "pattern"].includes(element.localName)) {
    paint(copy, style, layer);
    // A color by name: a pattern of the drawing.
    put(copy, "fill", element.getAttribute("fill"));
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
    else if (layer === "all") copy.append(...copies(child, width));
    else copy.append(copied(child, getComputedStyle(child), width, layer));
  }
  return copy;
}

/** A mark is drawn in px around its own origin. */
function move(group) {
  group.setAttribute("transform", `translate(${group.getAttribute("x") ?? 0} 0)`);
  for (const name of PLACES) group.removeAttribute(name);
}

function inPx(value, width) {
  if (!value?.endsWith("%")) return value;
  return String(Number(((parseFloat(value) * width) / 100).toFixed(2)));
}
