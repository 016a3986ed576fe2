// A sentence below a program, and what can be done about it.

import {button, make} from "../make.js";

/**
 * Says `text` below the programs of a twin, with a button for each of
 * `{label, press}`; pressing one takes the sentence away. The same sentence is
 * said once.
 */
export function notice(twin, text, actions = []) {
  const same = [...twin.querySelectorAll(".notice")].some((it) => it.dataset.text === text);
  if (same) return;
  const element = make("p", "notice");
  element.setAttribute("role", "status");
  element.dataset.text = text;
  twin.append(element);
  // A status is read out when it changes, not when it comes with its text.
  requestAnimationFrame(() => element.replaceChildren(text, ...actions.flatMap((it) => [" ", taking(it, element)])));
}

function taking({label, press}, element) {
  return button("", label, () => {
    element.remove();
    press();
  });
}
