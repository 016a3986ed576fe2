// Says why a program cannot be run here, and what to do about it.

import {word} from "../../words.js";

/** The transport; `name` is that of the words. */
export function none(name) {
  return {
    run: () => ({messages: messages(name), stop() {}, leave() {}}),
  };
}

async function* messages(name) {
  yield {is: "ended", how: "broken", text: word("run", name)};
}
