// Places of a program in what it and its compiler write.

import assert from "node:assert/strict";
import {test} from "node:test";

import {cut, placesIn} from "../../src/js/programs/places.js";

/** The places of a line as `text → line:column`. */
function found(text, listing) {
  return placesIn(text, listing).map(
    ({from, to, line, column}) => `${text.slice(from, to)} → ${line}:${column}`,
  );
}

test("places of compilers, panics and tracebacks are found", () => {
  const cases = [
    ["  --> main.rs:9:5", "main.rs:9:5 → 9:5"],
    ["  ::: src/main.rs:12", "src/main.rs:12 → 12:1"],
    ["thread 'main' panicked at ./main.rs:6:14:", "./main.rs:6:14 → 6:14"],
    ['  File "main.py", line 7, in <module>', 'File "main.py", line 7 → 7:1'],
    ['  File "/tmp/job/main.py", line 12', 'File "/tmp/job/main.py", line 12 → 12:1'],
    ["main.py:4: RuntimeWarning: never awaited", "main.py:4 → 4:1"],
  ];
  for (const [text, place] of cases) assert.deepEqual(found(text), [place]);
});

test("places in other files are none", () => {
  for (const text of ["domain.rs:9:5", "other/main.rs:1:1", 'File "asyncio/runners.py", line 3', "main.rs: 5"]) {
    assert.deepEqual(found(text), []);
  }
});

test("a recorded run calls the program by its listing", () => {
  const text = "panicked at a.try_b.rs:10:14";
  assert.deepEqual(found(text, "a.try_b"), ["a.try_b.rs:10:14 → 10:14"]);
  assert.deepEqual(found("panicked at aXtry_b.rs:10:14", "a.try_b"), []);
});

test("pieces are cut where places begin and end", () => {
  const pieces = [
    {text: "--> ma", look: 1},
    {text: "in.rs:9:5, main.rs:1", look: 2},
  ];
  const places = placesIn(pieces.map((piece) => piece.text).join(""));
  const parts = cut(pieces, places).map(({place, pieces}) => [
    place?.line ?? null,
    pieces.map(({text, look}) => `${look}${text}`).join("|"),
  ]);
  assert.deepEqual(parts, [
    [null, "1--> "],
    [9, "1ma|2in.rs:9:5"],
    [null, "2, "],
    [1, "2main.rs:1"],
  ]);
});
