// A line of output as elements: its colors, and places that can be pressed.

import {cut, placesIn} from "./places.js";

/**
 * The nodes for the pieces `{kind, text, look}` of a line. `listing`, `goTo` and
 * `say` are those of a terminal.
 */
export function dressed(pieces, {listing, goTo, say}) {
  const text = pieces.map((piece) => piece.text).join("");
  return cut(pieces, placesIn(text, listing)).flatMap(({place, pieces}) => {
    const nodes = pieces.map(dress);
    return place ? [button(place, nodes, goTo, say)] : nodes;
  });
}

function button({line, column}, nodes, goTo, say) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "place";
  element.title = say.place(line);
  element.addEventListener("click", () => goTo(line, column));
  element.append(...nodes);
  return element;
}

/** A piece as an element, or as text if it looks like all others. */
function dress({kind, text, look}) {
  const {color, ...rest} = look;
  const names = Object.keys(rest).map((name) => `ansi-${name}`);
  if (color !== undefined) names.push(`ansi-${Array.isArray(color) ? "rgb" : color}`);
  if (kind === "err") names.push("err");
  if (!names.length) return document.createTextNode(text);
  const span = document.createElement("span");
  span.className = names.join(" ");
  span.textContent = text;
  if (Array.isArray(color)) span.style.setProperty("--ansi-rgb", `rgb(${color.join(" ")})`);
  return span;
}
