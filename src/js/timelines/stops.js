// Where the keys stop in a picture: at its lanes, and at the bars in them that
// can be seen.

/** What stands in a lane from one time to another. */
export const BARS = ".lane :is(.step, .wait, .delay, .hold)";

/** Bars shorter than this part of the picture are no bars to the eye. */
const SHORT = 1 / 200;

/** Lanes, each with its bars in the order of time. */
export function rowsOf(svg) {
  const short = Number(svg.dataset.total) * SHORT;
  return [...svg.querySelectorAll(".lane")].map((lane) => {
    const bars = [...lane.querySelectorAll(BARS)].filter((bar) => bar.dataset.from);
    const spans = bars.map((bar) => ({
      bar,
      from: Number(bar.dataset.from),
      to: Number(bar.dataset.to),
    }));
    return [lane, ...seen(spans, short).map(({bar}) => bar)];
  });
}

/**
 * Those of the spans that can be seen, in the order of time. They are given as
 * they are drawn, each over those before it. Instants count only where a lane
 * has nothing longer, and then one of those that lie together.
 */
export function seen(spans, short) {
  const inTime = (list) => [...list].sort((one, other) => one.from - other.from);
  const clear = spans.filter(({from, to}, row) => {
    let covered = from;
    for (const over of inTime(spans.slice(row + 1))) {
      if (over.from <= covered + short) covered = Math.max(covered, over.to);
    }
    return covered + short < to;
  });
  if (clear.length) return inTime(clear);
  const instants = [];
  for (const span of inTime(spans)) {
    if (!instants.length || span.from >= instants.at(-1).from + short) instants.push(span);
  }
  return instants;
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
