// Writes down what a browser computed of an element's paint and font, as
// attributes that every viewer of images reads.

import {SVG} from "./allowed.js";

export const XML = "http://www.w3.org/XML/1998/namespace";

/** Paint, and what it is where nobody says so. */
const PAINT = {
  fill: "#000000",
  stroke: "none",
  "stroke-width": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "fill-opacity": "1",
  opacity: "1",
};
const FONT = {
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
  "font-style": "normal",
  "text-anchor": "start",
};

/** Paints `copy` with that style; `layer` is the `rim` of a text, the `text` on it, or `all`. */
export function paint(copy, style, layer) {
  const isText = layer !== "all" || copy.localName === "text" || copy.localName === "tspan";
  const names = {...PAINT, ...(isText ? FONT : {})};
  for (const [name, usual] of Object.entries(names)) {
    const value = plain(style.getPropertyValue(name));
    // What stands beside a name has its own font, and would have that of the name.
    if (value !== usual || copy.localName === "tspan") put(copy, name, value);
  }
  const alpha = alphaOf(style.fill);
  if (alpha < 1) put(copy, "fill-opacity", String(alpha * style.fillOpacity));
  if (style.whiteSpace === "pre") copy.setAttributeNS(XML, "xml:space", "preserve");
  if (layer === "text" || style.stroke === "none") {
    for (const name of Object.keys(PAINT)) if (name.startsWith("stroke")) copy.removeAttribute(name);
  }
  if (layer !== "rim") return;
  copy.setAttribute("fill", "none");
  copy.setAttribute("aria-hidden", "true");
  copy.setAttribute("style", "user-select: none; -webkit-user-select: none; pointer-events: none");
}

const numbersIn = (value) => (value.match(/[\d.]+/g) ?? []).map(Number);

/** How much a computed color covers: 1 is all. */
function alphaOf(color) {
  return color.startsWith("rgba") ? numbersIn(color)[3] : 1;
}

/** A computed value as every viewer reads it: colors in hex, lengths as numbers. */
export function plain(value) {
  const hex = (it) => Math.round(it).toString(16).padStart(2, "0");
  const color = (factor) => `#${numbersIn(value).slice(0, 3).map((it) => hex(it * factor)).join("")}`;
  if (/^rgba?\(/.test(value)) return color(1);
  if (value.startsWith("color(srgb ")) return color(255);
  return /^[\d., px]+$/.test(value) ? value.replaceAll("px", "") : value;
}

/** Sets an attribute that has a value. */
export function put(element, name, value) {
  if (value !== null && value !== "") element.setAttribute(name, value);
}

/** A new element of a drawing. */
export function shape(name, attributes = {}, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}
