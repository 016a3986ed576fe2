// How a run stands, in the words of the page.

import {fill, word} from "../words.js";
import {isOver, sentence} from "./session.js";

/** A session as text; `empty` if the program has written nothing. */
export function said(session, empty) {
  return `${text(sentence(session))} ${remark(session, empty)}`.trim();
}

/** How far something is that takes long; it changes too often to be read out. */
export function progress(session) {
  const waits = session.state === "preparing" && !session.stopping;
  return waits ? fill(word("run", "progress"), session) : "";
}

function text({word: name, values = {}, text}) {
  if (text !== undefined) return text;
  const time = typeof values.millis === "number" ? duration(values.millis) : undefined;
  return fill(word("run", name), {...values, time});
}

/** What is not shown, or that there is nothing to show. */
function remark(session, empty) {
  if (!isOver(session)) return "";
  if (session.hidden) return fill(word("run", "hidden"), {amount: amount(session.hidden)});
  return session.end?.how === "finished" && empty ? word("run", "nothing") : "";
}

/** 12 ms, 0.3 s: as exact as it is worth knowing. */
export function duration(millis) {
  if (millis < 100) return fill(word("run", "milliseconds"), {number: Math.max(1, Math.round(millis))});
  return fill(word("run", "seconds"), {number: (millis / 1000).toFixed(1)});
}

/** 12 MB, as people say it. */
export function amount(bytes) {
  if (bytes < 1000) return fill(word("run", "bytes"), {number: bytes});
  if (bytes < 1e6) return fill(word("run", "kilobytes"), {number: Math.round(bytes / 1000)});
  return fill(word("run", "megabytes"), {number: (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)});
}
