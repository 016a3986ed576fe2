// The messages of a run, whoever sends them, and how a stream of them is read.
//
// A run is a stream of JSON objects, one per line (`application/x-ndjson`). Each has "is":
//
//     {"is":"accepted","run":"17"}                  first, from the local server only; names the run for /-/stop
//     {"is":"queued","ahead":2}                     so many runs are before this one; again when that changes
//     {"is":"preparing","done":12,"total":71,"what":"tokio"}   the libraries are still being built (Rust only); repeated
//     {"is":"compiling"}                            Rust only; not sent when the program is in the cache
//     {"is":"diagnostics","text":"…"}               what the compiler says (errors and warnings), with ANSI colors
//     {"is":"started"}                              the program runs
//     {"is":"out","text":"…"} {"is":"err","text":"…"}  what it writes, in order; text never splits a character
//     {"is":"hidden","bytes":123}                   once, before ended: it wrote so much more than is shown
//     {"is":"ended","how":"…", …,"millis":312}      how the run ended; millis = time of the program itself (absent if it never ran)
//     {"is":"timeline","svg":"…","summary":"…","table":"…","legend":"…"}   after ended, if something was recorded
//     {"is":"replay"}                               recorded transport only, at once: play the timeline of the figure along
//
// `how`:
//
//     "finished"                    exit status 0
//     "failed",  "code":101         another exit status
//     "signal",  "signal":"SIGSEGV" killed by a signal of its own doing
//     "refused"                     the compiler refused it (diagnostics came before)
//     "time",    "limit":10         seconds;   "memory","limit":2048 MiB;   "output","limit":16 MiB written;   "file","limit":32 MiB
//     "processes","limit":64        too many processes
//     "stopped"                     Stop, or the page went away
//     "recorded"                    it was a replay of the recorded run
//     "lost"                        the connection ended (said by the page itself)
//     "broken",  "text":"…"         our fault or the environment's: text says what and what to do next
//
// A message that is made in the page may have a `note`, the name of the words
// that say more than its kind does: see session.js. What else there is, or will
// be, is no reason to fail: unknown messages are ignored.

/** The messages in a stream of bytes, however it was cut. Lines that are none are skipped. */
export async function* messagesIn(stream) {
  // A decoder that is told of the stream keeps half a character for later.
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = "";
  try {
    for (;;) {
      const {done, value} = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, {stream: true});
      const lines = rest.split("\n");
      rest = done ? "" : lines.pop();
      for (const line of lines) {
        const message = parsed(line);
        if (message) yield message;
      }
      if (done) return;
    }
  } finally {
    // Whoever stops listening wants the run to stop.
    reader.cancel().catch(() => {});
  }
}

function parsed(line) {
  try {
    const message = JSON.parse(line);
    return typeof message?.is === "string" ? message : null;
  } catch {
    return null;
  }
}
