// Says that a program was changed, and switches between the original and yours.
//
//     <p class="language">Rust
//       <span class="mark">changed</span>
//       <span class="versions" role="group"> <button> <button>

import {button, make} from "../make.js";
import {word} from "../words.js";
import {keepArrows, named} from "./names.js";

/** Adds both to a program; nothing is seen before there is an edit. */
export function addVersions(program) {
  const mark = make("span", "mark", word("run", "changed"));
  const group = make("span", "versions");
  group.setAttribute("role", "group");
  group.ariaLabel = named("of", program, {what: word("run", "versions")});
  const buttons = ["original", "yours"].map((which) => {
    const made = button("", word("run", which), () => program.show(which));
    group.append(made);
    return [which, made];
  });
  keepArrows(group);
  const show = () => {
    const {twin, edited, changed, shown} = program;
    twin.classList.toggle("changed", changed);
    mark.hidden = !changed;
    group.hidden = !edited;
    for (const [which, made] of buttons) made.ariaPressed = String(which === shown);
  };
  program.addEventListener("change", show);
  show();
  program.twin.querySelector(".language").append(mark, group);
}
