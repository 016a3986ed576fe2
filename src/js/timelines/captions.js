// Puts what is said about the original's runs beside what is said about those
// of its variation: caption, legend, and for each picture its header and table.
//
// Both lie in one place, as large as the larger of them, so that nothing moves
// from one to the other; the one that is not shown is not read out either.

const AROUND = [".timelines > .see", ".timelines > .timeline-legend"];
const WITHIN = [".summary", ".events > :not(summary)"];

/** Pairs of what is said in `figure` and in `original`, where both say it. */
function pairs(figure, original, languages) {
  const within = languages.flatMap((language) =>
    WITHIN.map((what) => `.picture[data-language="${language}"] ${what}`),
  );
  return [...AROUND, ...within].flatMap((selector) => {
    const [mine, theirs] = [figure, original].map((it) => it.querySelector(selector));
    return mine && theirs ? [[mine, theirs.cloneNode(true)]] : [];
  });
}

/** Lays two elements over each other, in the place of the first. */
function either(mine, theirs) {
  const place = document.createElement(mine.localName === "span" ? "span" : "div");
  place.className = "either";
  mine.replaceWith(place);
  place.append(mine, theirs);
  return {place, mine, theirs};
}

/**
 * A way to switch all that is said in `figure`, for pictures in these
 * languages. Nothing is changed before it is used for the first time.
 */
export function captions(figure, original, languages) {
  let places = null;
  return {
    show(name) {
      places ??= pairs(figure, original, languages).map((pair) => either(...pair));
      for (const {mine, theirs} of places) {
        mine.classList.toggle("unsaid", name === "original");
        theirs.classList.toggle("unsaid", name === "changed");
      }
      // What the figure prints is what the variation prints.
      figure.classList.toggle("shows-original", name === "original");
    },
    remove() {
      for (const {place, mine} of places ?? []) {
        mine.classList.remove("unsaid");
        place.replaceWith(mine);
      }
      figure.classList.remove("shows-original");
    },
  };
}
