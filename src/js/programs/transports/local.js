// Runs programs where the book is served: `cargo book`, on the reader's machine.
//
// POST /-/run answers with the messages of the run while it goes on. To go away
// is to stop the run; /-/stop stops it and still tells how it ended.

import {fill, word} from "../../words.js";
import {messagesIn} from "../messages.js";

/** A server that does not end a run so long after Stop is not waited for. */
const PATIENCE = 3000;

/** The transport for a page that was served with this token. */
export function local(token) {
  const post = (path, body, more) =>
    fetch(path, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Book-Token": token},
      body: JSON.stringify(body),
      ...more,
    });
  return {run: (program) => run(program, post)};
}

function run({language, source}, post) {
  const gone = new AbortController();
  let id = null;
  let stopped = false;

  async function* messages() {
    let ended = false;
    try {
      const response = await post("/-/run", {language, source}, {signal: gone.signal});
      if (!response.ok) return yield await refusal(response);
      for await (const message of messagesIn(response.body)) {
        if (message.is === "accepted") id = message.run;
        ended ||= message.is === "ended";
        yield message;
      }
      if (!ended) yield {is: "ended", how: "lost"};
    } catch {
      if (!ended) yield ending(stopped, id);
    }
  }

  return {
    messages: messages(),
    stop() {
      stopped = true;
      if (id === null) return gone.abort();
      setTimeout(() => gone.abort(), PATIENCE);
      post("/-/stop", {run: id}).catch(() => gone.abort());
    },
    leave: () => gone.abort(),
  };
}

/** What became of a run whose answer broke off. */
function ending(stopped, id) {
  if (stopped) return {is: "ended", how: "stopped"};
  return {is: "ended", how: "lost", ...(id === null && {note: "unreachable"})};
}

/** What the server says instead of running: a server that was started again has another token. */
async function refusal(response) {
  if (response.status === 403) return {is: "ended", how: "lost", note: "restarted"};
  const {error} = await response.json().catch(() => ({}));
  const text = fill(word("run", "refused-by-server"), {error: error ?? `HTTP ${response.status}`});
  return {is: "ended", how: "broken", text};
}
