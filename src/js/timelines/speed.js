// How fast runs are played: one choice for all blocks of a page.
//
// A run that is over before it is seen is slowed down. What the reader chooses
// counts for runs of any length, on this page at once and later on others.

/** Factors and their words; 1 is the run's own time. */
export const SPEEDS = [[1, "own-time"], [1 / 4, "slow4"], [1 / 10, "slow10"]];

const KEY = "timeline-speed";
const listeners = new Set();
let chosen = remembered();

/** How fast a run of that length, in microseconds, is played. */
export function speedOf(length) {
  return chosen ?? (length < 100_000 ? 1 / 10 : length < 1_000_000 ? 1 / 4 : 1);
}

/** The reader chose: tells all who listen. */
export function choose(factor) {
  chosen = factor;
  try {
    localStorage.setItem(KEY, String(factor));
  } catch {
    // No storage: it is forgotten with the page.
  }
  for (const listener of listeners) listener();
}

/** Calls `listener` after every choice; returns a way to stop that. */
export function onChoice(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remembered() {
  try {
    const stored = localStorage.getItem(KEY);
    return SPEEDS.map(([factor]) => factor).find((factor) => String(factor) === stored) ?? null;
  } catch {
    return null;
  }
}
