// Chooses who runs a program. The rest of the page does not know who does.
//
// A transport has one method, `run(program)`, which returns
//
//     messages     what happens, as in messages.js; ends after how it ended
//     stop()       the run shall end; messages still come, and tell that it did
//     leave()      nobody listens any more

import {local} from "./transports/local.js";
import {none} from "./transports/none.js";
import {playground} from "./transports/playground.js";
import {recorded, recordingIn} from "./transports/recorded.js";

/** The transport for what the program is now. */
export function transportFor(program) {
  const token = document.querySelector("meta[name=book-token]")?.content;
  const choice = choose({
    language: program.language,
    changed: program.changed,
    served: Boolean(token),
    building: document.documentElement.dataset.kit === "building",
    recorded: recordingIn(program.figure, program.language) !== null,
    here: program.here,
  });
  return MAKERS[choice.who]({token, ...choice});
}

const MAKERS = {
  local: ({token}) => local(token),
  playground: () => playground,
  recorded: ({words}) => recorded(words),
  none: ({words}) => none(words),
};

/** Who runs it, and the name of the words for why it is not run itself. */
export function choose({language, changed, served, building, recorded, here}) {
  const playable = recorded && !changed;
  if (served) {
    const waits = building && language === "rust" && playable;
    return waits ? {who: "recorded", words: "replaying-while-building"} : {who: "local"};
  }
  if (language === "rust" && !here) return {who: "playground"};
  const what = here ? "here" : language;
  return playable ? {who: "recorded", words: `replaying-${what}`} : {who: "none", words: `no-${what}`};
}
