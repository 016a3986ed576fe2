// Cuts long work into pieces, so that a page answers in between.

/** So long, in milliseconds, a piece of work waits where a page is never idle. */
const PATIENCE = 500;

/** Until the page has done what waits now, such as a key or a click. */
export function turn() {
  return new Promise((done) => setTimeout(done));
}

/** Until the page has nothing else to do. Safari cannot say when that is. */
export function idle() {
  if (!globalThis.requestIdleCallback) return turn();
  return new Promise((done) => requestIdleCallback(done, {timeout: PATIENCE}));
}

/** Calls `near` with each of the elements, one in a turn, when it comes near the viewport. */
export function whenNear(elements, margin, near) {
  const observer = new IntersectionObserver(
    async (entries) => {
      const come = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      for (const element of come) observer.unobserve(element);
      for (const element of come) {
        await turn();
        near(element);
      }
    },
    {rootMargin: margin},
  );
  for (const element of elements) observer.observe(element);
}
