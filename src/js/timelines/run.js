// What a drawn run says about a moment. Only numbers: no page, no clock.
//
// A run is read from a drawing, whose elements carry what they show:
//
//     [data-from][data-to]   a step, a wait, a hold, a delay; `data-line` is
//                            the line of the program that waits, where known
//     .print[data-at]        a printed line, in order; `.error` went to stderr,
//                            which the block of output does not show
//
// Times are microseconds since the program began.

/** Reads a run from a drawing: an SVG, or whatever has the same attributes. */
export function runOf(drawing) {
  const spans = [...drawing.querySelectorAll("[data-from]")].map(({dataset}) => ({
    from: Number(dataset.from),
    to: Number(dataset.to),
    line: dataset.line ? Number(dataset.line) : null,
  }));
  const printed = [...drawing.querySelectorAll(".print[data-at]:not(.error)")];
  const prints = printed.map(({dataset}, row) => ({at: Number(dataset.at), row}));
  const last = Math.max(0, ...spans.map((span) => span.to), ...prints.map((print) => print.at));
  return {spans, prints, end: Number(drawing.dataset.end ?? last)};
}

/**
 * Where the run stands at `time`: the lines being waited for, and the last row
 * printed, counted from 0 (-1 before the first).
 *
 * A run that is over waits for nothing, has printed everything, and is no news:
 * what the page shows then is what it shows without a script.
 */
export function stateAt(run, time) {
  if (time >= run.end) return {over: true, lines: [], row: Infinity};
  const open = run.spans.filter(({from, to}) => from <= time && time < to);
  const lines = new Set(open.map(({line}) => line).filter((line) => line !== null));
  const printed = run.prints.filter(({at}) => at <= time).map(({row}) => row);
  return {
    over: false,
    lines: [...lines].sort((one, other) => one - other),
    row: Math.max(-1, ...printed),
  };
}

/**
 * The times at which something happens in any of the runs. A program does
 * many things in the same instant; what is closer together than can be seen in
 * the drawing, or reads the same, is one moment, and its time is that of the
 * last of them. The first one is that of what happens at the start.
 */
export function momentsOf(runs, apart, read = (time) => time) {
  const all = runs.flatMap(({spans, prints, end}) => [
    ...spans.flatMap(({from, to}) => [from, to]),
    ...prints.map(({at}) => at),
    end,
  ]);
  const end = Math.max(0, ...runs.map((run) => run.end));
  const times = [...new Set(all)].filter((time) => time <= end).sort((a, b) => a - b);
  const moments = [0];
  let first = 0;
  for (const time of times) {
    if (time - first < apart || read(time) === read(moments.at(-1))) moments.pop();
    else first = time;
    moments.push(time);
  }
  return moments;
}

/** Ways from a time to a moment; they end at the first and the last. */
export const WAYS = {
  first: (moments) => moments[0],
  // Before the first moment nothing has happened: there is nothing to see.
  next: (moments, time) =>
    moments.find((moment) => moment > Math.max(time, moments[0])) ?? moments.at(-1),
  before: (moments, time) => moments.findLast((moment) => moment < time) ?? moments[0],
};
