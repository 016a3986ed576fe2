// What a run has come to: a state, and messages that lead to the next. No page,
// no clock, no network.
//
//     queued → preparing → compiling → running → ended
//
// Each may be left out, and each can end. `sentence` says a session in words,
// by their names in crates/mdbook-listing/words, table `run`.

/** Run was pressed, and nobody has answered. */
export function begun() {
  return {state: "queued", ahead: 0, stopping: false, note: null, hidden: 0, end: null};
}

/** Stop was pressed. The run goes on until it says that it ended. */
export function stopping(session) {
  return isOver(session) ? session : {...session, stopping: true};
}

/** Whether the run is over. */
export function isOver({state}) {
  return state === "ended";
}

const STEPS = {
  queued: (session, {ahead}) => ({...session, state: "queued", ahead: Number(ahead) || 0}),
  preparing: (session, {done, total, what}) => ({...session, state: "preparing", done, total, what}),
  compiling: (session) => ({...session, state: "compiling"}),
  started: (session) => ({...session, state: "running"}),
  replay: (session) => ({...session, state: "running"}),
  hidden: (session, {bytes}) => ({...session, hidden: Number(bytes) || 0}),
  ended: (session, end) => ({...session, state: "ended", stopping: false, end}),
};

/**
 * The session after a message. Messages that come late, and those of a kind
 * that is not known, change nothing.
 */
export function next(session, message) {
  if (isOver(session) || !Object.hasOwn(STEPS, message.is)) return session;
  const after = STEPS[message.is](session, message);
  return message.note ? {...after, note: message.note} : after;
}

/** The stream of messages ended. A run that did not say how has lost its connection. */
export function streamOver(session) {
  return next(session, {is: "ended", how: session.stopping ? "stopped" : "lost"});
}

/** A session in words: `{word, values}`; or `{text}`, said by who knows more. */
export function sentence(session) {
  if (session.state === "ended") return ending(session.end, session.note);
  if (session.stopping) return {word: "stopping"};
  if (session.note) return {word: session.note};
  if (session.state !== "queued") return {word: session.state, values: session};
  const {ahead} = session;
  if (!ahead) return {word: "starting"};
  return {word: ahead === 1 ? "queued-one" : "queued", values: {ahead}};
}

const LIMITS = {output: "output-limit"};

/** How it ended. Words with a time have a twin without, for what never ran. */
function ending({how, text, millis, ...values}, note) {
  const timed = typeof millis === "number";
  const both = {...values, millis};
  if (values.note) return {word: values.note, values: both};
  switch (how) {
    case "broken":
      return {text: String(text ?? "")};
    case "finished":
      return {word: timed ? "finished" : "ran", values: both};
    case "failed":
    case "signal":
      return {word: timed ? how : `${how}-untimed`, values: both};
    case "stopped":
      return {word: timed ? "stopped-after" : "stopped", values: both};
    case "recorded":
      return {word: note?.replace("replaying", "recorded") ?? "recorded"};
    case "lost":
      return {word: "lost"};
    case "time":
      // Without a time of its own the program never ran: its compiler was stopped.
      return {word: timed ? "time" : "time-compiling", values: both};
    case "refused":
    case "memory":
    case "output":
    case "file":
    case "processes":
      return {word: LIMITS[how] ?? how, values: both};
    default:
      // A way to end that is not known yet. That it ended is true.
      return {word: timed ? "stopped-after" : "stopped", values: both};
  }
}

/** Whether the end is one that somebody has to look into. */
export function isTrouble({state, end}) {
  return state === "ended" && !["finished", "stopped", "recorded"].includes(end.how);
}
