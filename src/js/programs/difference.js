// What lies between the same beginning and the same end of two texts.

/** The change that makes `after` of `before`: `{from, to, insert}`, in `before`. */
export function differenceOf(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return {from: head, to: before.length - tail, insert: after.slice(head, after.length - tail)};
}
