// The switch of a variation: [original | changed].

import {captions} from "./captions.js";
import {originalOf, pairOf} from "./original.js";
import {slide} from "./sliding.js";
import {still} from "./controls.js";
import {word} from "../words.js";

/**
 * The switch for a block whose original is on this page, else null. Calls
 * `turned(name)` with `original` or `changed` after all pictures have been.
 */
export function switchOf(block, pictures, turned) {
  const pairs = new Map();
  for (const picture of pictures) {
    const pair = pairOf(block, picture);
    if (!pair) continue;
    pairs.set(picture, pair);
    picture.read(pair.programs.changed);
  }
  if (!pairs.size) return null;

  const figure = block.closest("figure");
  const languages = [...pairs.keys()].map(({language}) => language);
  const said = captions(figure, originalOf(block), languages);
  const element = document.createElement("div");
  element.className = "switch";
  element.role = "group";
  element.ariaLabel = word("controls", "switch");
  const buttons = ["original", "changed"].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word("controls", name);
    button.addEventListener("click", () => turn(name));
    element.append(button);
    return {name, button};
  });
  let now = "changed";
  let hurry = [];

  function press() {
    for (const {name, button} of buttons) button.ariaPressed = String(name === now);
  }

  function turn(to) {
    if (to === now) return;
    for (const finish of hurry) finish();
    const from = now;
    now = to;
    press();
    hurry = [...pairs].map(([picture, pair]) => {
      const svg = pair[to].querySelector("svg.timeline");
      // The old drawing must be as it was: what slides is not what plays.
      picture.read(pair.programs[to]);
      picture.take(svg);
      return slide(pair[from], pair[to], () => {});
    });
    said.show(to);
    if (still.matches) for (const finish of hurry) finish();
    turned(to);
  }

  press();
  return {
    element,
    remove() {
      turn("changed");
      said.remove();
      for (const finish of hurry) finish();
      for (const pair of pairs.values()) pair.remove();
      element.remove();
    },
  };
}
