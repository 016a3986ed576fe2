// Values as a browser computes them, and as every viewer of images reads them.

import assert from "node:assert/strict";
import {test} from "node:test";

import {plain} from "../../src/js/programs/paint.js";

test("colors are in hex, lengths in numbers, the rest is as it was", () => {
  const values = {
    "rgb(207, 226, 247)": "#cfe2f7",
    "rgba(0, 0, 0, 0.24)": "#000000",
    "color(srgb 1 0.5 0)": "#ff8000",
    "4px, 3px": "4, 3",
    "12px": "12",
    "0.7": "0.7",
    none: "none",
    '"Open Sans", system-ui, sans-serif': '"Open Sans", system-ui, sans-serif',
  };
  for (const [value, expected] of Object.entries(values)) assert.equal(plain(value), expected);
});
