// Finds the way between a picture and a program, with pointer and keyboard.
//
// Pointing at something in a picture calls `point(target, aloud)`, with null
// when nothing is pointed at; `aloud` where it was tapped or focused. The other
// way round, `light(svg, line)` shows what in the picture comes from a line.
//
// A picture is one stop of the Tab key. Up and Down go from lane to lane, Left
// and Right along the bars of a lane, Home and End to its ends, Esc goes out.

import {BARS, rowsOf, step} from "./stops.js";

/** Marks what comes from that line, and nothing else. */
export function light(svg, line) {
  for (const lit of svg.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (line === null) return;
  for (const element of svg.querySelectorAll(`[data-line="${line}"]`)) element.classList.add("lit");
}

/** The line of the bar at `target`, else that of its lane; null where none is known. */
export function lineOf(target) {
  const line = target.closest(`${BARS}, .lane`)?.dataset.line;
  return line ? Number(line) : null;
}

/** What is at `target`; for a bar without a line of its own also in which lane. */
export function titlesOf(target) {
  const lane = target.closest(BARS)?.dataset.line ? null : target.closest(".lane");
  const titles = [titleOf(target), titleOf(lane)];
  return [...new Set(titles)].filter((title) => title);
}

/** The title of an element, or of the nearest around it but the picture's own. */
function titleOf(element) {
  for (let at = element; at && !at.matches("svg.timeline"); at = at.parentElement) {
    const title = at.querySelector(":scope > title, :scope > .name > title");
    if (title) return title.textContent.trim();
  }
  return "";
}

/** Listens to a picture until `signal`; gives it back as it was. */
export function follow(svg, point, signal) {
  const rows = rowsOf(svg);
  const items = rows.flat();
  for (const item of items) {
    item.setAttribute("role", item.matches(".lane") ? "group" : "img");
    item.setAttribute("aria-label", titleOf(item));
    item.tabIndex = item === items[0] ? 0 : -1;
  }
  // An image has no parts; with parts to go to it is a group of them, which
  // is named at every visit: by its title, without the story of the run.
  const old = ["role", "aria-labelledby"].map((name) => [name, svg.getAttribute(name)]);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-labelledby", svg.getAttribute("aria-labelledby")?.split(" ")[0] ?? "");

  // Chromium makes an SVG that listens for focus a stop of the Tab key itself.
  const around = svg.parentElement;
  const on = (type, listener) => around.addEventListener(type, listener, {signal});
  const focused = () => items.find((item) => item === document.activeElement) ?? null;
  on("mouseover", ({target}) => point(target, false));
  on("mouseleave", () => point(focused(), false));
  on("click", ({target}) => point(target, true));
  on("focusin", ({target}) => point(target, true));
  on("focusout", () => point(null, false));
  on("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return document.activeElement.blur();
    const row = rows.findIndex((row) => row.includes(event.target));
    if (row < 0) return;
    const at = [row, rows[row].indexOf(event.target)];
    const to = step(event.key, at, rows.map((row) => row.length));
    if (!to) return;
    // mdBook turns the page on an arrow key.
    event.stopPropagation();
    event.preventDefault();
    const next = rows[to[0]][to[1]];
    for (const item of items) item.tabIndex = item === next ? 0 : -1;
    next.focus({preventScroll: false});
  });
  signal.addEventListener("abort", () => {
    for (const [name, value] of old) svg.setAttribute(name, value);
    light(svg, null);
    for (const item of items) {
      for (const name of ["tabindex", "role", "aria-label"]) item.removeAttribute(name);
    }
  });
}
