// Finds the way between a picture and a program, with pointer and keyboard.
//
// Pointing at a lane or a bar calls `point(line)` with the line that made the
// task, or that waits; with null when nothing is pointed at. The other way
// round, `light(svg, line)` shows what in the picture comes from a line.
//
// A picture is one stop of the Tab key. Up and Down go from lane to lane, Left
// and Right along the bars of a lane, Home and End to its ends, Esc goes out.

const BARS = ".step, .wait, .delay, .hold";

/** Marks what comes from that line, and nothing else. */
export function light(svg, line) {
  for (const lit of svg.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (line === null) return;
  for (const element of svg.querySelectorAll(`[data-line="${line}"]`)) element.classList.add("lit");
}

/** The line of what is at `target`: of the bar, else of its lane; null outside. */
export function lineOf(target) {
  const bar = target.closest(".wait[data-line]");
  const line = (bar ?? target.closest(".lane"))?.dataset.line;
  return line ? Number(line) : null;
}

/** Lanes, each with its bars in the order of time. */
function rowsOf(svg) {
  const from = (bar) => Number(bar.dataset.from);
  return [...svg.querySelectorAll(".lane")].map((lane) => {
    const bars = [...lane.querySelectorAll(BARS)].filter((bar) => bar.dataset.from);
    return [lane, ...bars.sort((one, other) => from(one) - from(other))];
  });
}

/**
 * Where a key leads from a place in rows of these lengths, as `[row, column]`;
 * null if the key means nothing here. Column 0 is the lane itself.
 */
export function step(key, [row, column], lengths) {
  const within = (at, length) => Math.min(Math.max(at, 0), length - 1);
  switch (key) {
    case "ArrowUp":
    case "ArrowDown":
      return [within(row + (key === "ArrowUp" ? -1 : 1), lengths.length), 0];
    case "ArrowLeft":
    case "ArrowRight":
      return [row, within(column + (key === "ArrowLeft" ? -1 : 1), lengths[row])];
    case "Home":
      return [row, 0];
    case "End":
      return [row, lengths[row] - 1];
  }
  return null;
}

/** Listens to a picture until `signal`; gives it back as it was. */
export function follow(svg, point, signal) {
  const rows = rowsOf(svg);
  const items = rows.flat();
  for (const item of items) describe(item);
  if (items.length) items[0].tabIndex = 0;
  // An image has no parts; with parts to go to it is a group of them.
  const role = svg.getAttribute("role");
  svg.setAttribute("role", "group");

  // Chromium makes an SVG that listens for focus a stop of the Tab key itself.
  const around = svg.parentElement;
  const on = (type, listener) => around.addEventListener(type, listener, {signal});
  on("mouseover", ({target}) => point(lineOf(target)));
  on("mouseleave", () => point(null));
  on("focusin", ({target}) => point(lineOf(target)));
  on("focusout", () => point(null));
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
    svg.setAttribute("role", role);
    light(svg, null);
    for (const item of items) {
      for (const name of ["tabindex", "role", "aria-label"]) item.removeAttribute(name);
    }
  });
}

function describe(item) {
  const lane = item.matches(".lane");
  const title = item.querySelector(lane ? ".name > title, .label" : "title");
  item.setAttribute("role", lane ? "group" : "img");
  item.setAttribute("aria-label", title?.textContent.trim() ?? "");
  item.tabIndex = -1;
}
