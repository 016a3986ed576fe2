// Chooses who runs a program. The rest of the page does not know who does.
//
// A transport has one method, `run(program)`, which returns
//
//     messages     what happens, as in messages.js; ends after how it ended
//     stop()       the run shall end; messages still come, and tell that it did
//     leave()      nobody listens any more

/** Crates that book's programs use and the playground has not. */
const NOT_ON_PLAYGROUND = /\b(?:axum|async_stream|async_channel|lettre|smol)::/;

/** The transport for what the program is now. */
export async function transportFor(program) {
  const token = document.querySelector("meta[name=book-token]")?.content;
  const choice = choose({
    language: program.language,
    changed: program.changed,
    served: Boolean(token),
    building: document.documentElement.dataset.kit === "building",
    onPlayground: program.language === "rust" && !NOT_ON_PLAYGROUND.test(program.text),
    recorded: await isRecorded(program),
  });
  return LOADERS[choice.who]({token, ...choice});
}

const LOADERS = {
  local: async ({token}) => (await import("./transports/local.js")).local(token),
  playground: async () => (await import("./transports/playground.js")).playground,
  recorded: async ({words}) => (await import("./transports/recorded.js")).recorded(words),
  none: async ({words}) => (await import("./transports/none.js")).none(words),
};

async function isRecorded({figure, language}) {
  const {recordingIn} = await import("./transports/recorded.js");
  return recordingIn(figure, language) !== null;
}

/** Who runs it, and the name of the words for why it is not run itself. */
export function choose({language, changed, served, building, onPlayground, recorded}) {
  const playable = recorded && !changed;
  if (served) {
    const waits = building && language === "rust" && playable;
    return waits ? {who: "recorded", words: "replaying-while-building"} : {who: "local"};
  }
  if (onPlayground) return {who: "playground"};
  const why = language === "python" ? "python" : "without-playground";
  if (playable) return {who: "recorded", words: `replaying-${why}`};
  return {who: "none", words: language === "python" ? "no-python" : "not-on-playground"};
}
