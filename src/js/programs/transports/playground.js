// Runs programs on the public playground, for a page that no `cargo book` serves.
//
// It answers once, when all is over, with what cargo and the program wrote. The
// program is sent with the empty lines before its first line, so that messages
// count lines as the editor does.

import {fill, word} from "../../words.js";

const ADDRESS = "https://play.rust-lang.org/execute";

/** Milliseconds; it stops programs after 10 s itself, but they may wait before that. */
const PATIENCE = 20_000;

/** The transport; it keeps nothing. */
export const playground = {run};

function run({source}) {
  const gone = new AbortController();
  let stopped = false;

  async function* messages() {
    yield {is: "compiling", note: "on-playground"};
    const timer = setTimeout(() => gone.abort(), PATIENCE);
    try {
      const response = await fetch(ADDRESS, asked(source, gone.signal));
      yield* answer(response.status, await response.json().catch(() => null));
    } catch {
      if (stopped) yield {is: "ended", how: "stopped"};
      else if (gone.signal.aborted) yield broken("playground-slow", {limit: PATIENCE / 1000});
      else yield broken("no-network");
    } finally {
      clearTimeout(timer);
    }
  }

  function leave() {
    stopped = true;
    gone.abort();
  }
  return {messages: messages(), stop: leave, leave};
}

function asked(code, signal) {
  const options = {channel: "stable", mode: "debug", edition: "2024", crateType: "bin"};
  return {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify({...options, tests: false, backtrace: false, code}),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal,
  };
}

/** The messages for an answer. */
export function answer(status, body) {
  const error = body?.error;
  if (/timed out/i.test(error)) return [broken("playground-time")];
  if (typeof error === "string") return [broken("playground-error", {error: error.replace(/[\s.]+$/, "")})];
  if (status !== 200 || typeof body?.stdout !== "string" || typeof body.stderr !== "string") {
    return [broken("playground-strange")];
  }
  const {compiler, ran, program} = parts(body.stderr);
  const written = [
    {is: "diagnostics", text: compiler},
    ran && {is: "started"},
    // Which of the two came first is not known.
    {is: "out", text: body.stdout},
    {is: "err", text: program},
  ];
  return [...written.filter((message) => message && message.text !== ""), ended(body, ran)];
}

const CARGO = /^ {0,11}(?:Blocking|Compiling|Downloaded|Downloading|Finished|Locking|Updating)\b/;
const CARGO_TOO = /^(?:error: could not compile `playground`|warning: `playground` \()/;

/** What the compiler and the program wrote to stderr, without cargo's own lines. */
function parts(stderr) {
  const lines = stderr.split("\n");
  const begin = lines.findIndex((line) => /^ {0,11}Running `/.test(line));
  const ran = begin >= 0;
  const before = ran ? lines.slice(0, begin) : lines;
  const compiler = before.filter((line) => !CARGO.test(line) && !CARGO_TOO.test(line));
  return {
    compiler: compiler.join("\n").trim() && `${compiler.join("\n").trim()}\n`,
    ran,
    program: ran ? lines.slice(begin + 1).join("\n") : "",
  };
}

/** How it ended, from words such as `Exited with status 101` and `signal: 6 (SIGABRT)`. */
function ended({success, exitDetail}, ran) {
  if (success) return {is: "ended", how: "finished"};
  if (!ran) return {is: "ended", how: "refused"};
  const detail = String(exitDetail ?? "").trim();
  const code = detail.match(/\bstatus:? (\d+)/)?.[1];
  const signal = detail.match(/\bSIG[A-Z0-9]+\b/)?.[0] ?? detail.match(/\bsignal:? \d+/)?.[0];
  if (code) return {is: "ended", how: "failed", code: Number(code)};
  if (signal) return {is: "ended", how: "signal", signal};
  return {is: "ended", how: "failed", note: "failed-playground", detail};
}

function broken(name, values = {}) {
  return {is: "ended", how: "broken", text: fill(word("run", name), values)};
}
