// A drawing that shows a moment: a cursor, and the future dimmed.
//
// In a drawing (crates/timeline) time lies in percent of the width and all else
// in px. Bars and what stands in them are dimmed by veils, one over each lane
// from the cursor to the right, so that the names above the lanes stay clear.
// What happens at one moment gets the class `later` until then.

const SVG = "http://www.w3.org/2000/svg";

/** The strokes around a band, and marks at its end, reach this far out in px. */
const RIM = 2;

export class Drawing {
  constructor(svg) {
    this.svg = svg;
    this.total = Number(svg.dataset.total);
    this.cursor = svg.querySelector(":scope > .cursor");
    this.veils = document.createElementNS(SVG, "g");
    this.veils.classList.add("veils");
    for (const band of svg.querySelectorAll(".lane > .alive, .strip > .idle")) {
      this.veils.append(veil(band));
    }
    svg.insertBefore(this.veils, this.cursor);
    this.events = eventsOf(svg, this.total);
  }

  /** Shows the moment, in microseconds. */
  show(time) {
    const x = `${((100 * time) / this.total).toFixed(3)}%`;
    // Not on the drawing: all in it would inherit it, and be styled anew.
    this.veils.style.setProperty("--now", x);
    this.cursor?.setAttribute("x1", x);
    this.cursor?.setAttribute("x2", x);
    for (const {element, at} of this.events) {
      element.classList.toggle("later", at > time);
    }
  }

  remove() {
    this.veils.remove();
    this.cursor?.setAttribute("x1", 0);
    this.cursor?.setAttribute("x2", 0);
    for (const {element} of this.events) element.classList.remove("later");
  }
}

function veil(band) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("y", Number(band.getAttribute("y")) - RIM);
  rect.setAttribute("height", Number(band.getAttribute("height")) + 2 * RIM);
  return rect;
}

/** What happens at one moment, and when. */
function eventsOf(svg, total) {
  const at = (element, time) => ({element, at: Number(time)});
  const found = [...svg.querySelectorAll("[data-at]")].map((it) => at(it, it.dataset.at));
  const prints = [...svg.querySelectorAll(".print[data-row]")];
  const times = new Map(prints.map(({dataset}) => [dataset.row, dataset.at]));
  for (const drop of svg.querySelectorAll(".drop")) {
    found.push(at(drop, times.get(drop.dataset.row)));
  }
  // The word for a lane's end may stand above the lane, beside its name.
  for (const fate of svg.querySelectorAll("text.fate")) {
    found.push(at(fate, (parseFloat(fate.getAttribute("x")) / 100) * total));
  }
  return found;
}
