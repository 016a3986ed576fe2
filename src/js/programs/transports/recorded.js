// Plays what the book recorded, in the run's own time: the output that stands
// in the figure, at the times that are in its timeline.

/** What of a figure can be played in a language; null if there is nothing. */
export function recordingIn(figure, language) {
  const outputs = figure?.querySelector(".outputs");
  const ours = [...(outputs?.querySelectorAll(`.output:is(.both, .${language})`) ?? [])];
  if (!ours.length) return null;
  const text = (output) => output.querySelector("pre > code")?.textContent ?? "";
  const compiler = ours.filter((output) => output.classList.contains("compiler"));
  // The first is what it prints, be it nothing; others are what it writes to stderr.
  const [stdout, ...stderr] = ours.filter((output) => !output.classList.contains("compiler"));
  const svg = figure.querySelector(`.picture[data-language="${language}"]:not([data-run]) svg.timeline`);
  return {
    diagnostics: compiler.map(text).join(""),
    ran: stdout !== undefined,
    out: stdout ? text(stdout) : "",
    err: stderr.map((output) => withoutStatus(text(output))).join(""),
    ...timesIn(svg),
  };
}

/** The last line of what a failed program wrote is the book's: `(exit status 101)`. */
function withoutStatus(text) {
  return text.replace(/^\(exit status \d+\)\n?$/m, "");
}

/** Milliseconds of the lines on stdout, of the first on stderr, and of the end. */
function timesIn(svg) {
  const times = (selector) =>
    [...(svg?.querySelectorAll(selector) ?? [])].map(({dataset}) => Number(dataset.at) / 1000);
  return {
    outAt: times(".print[data-at]:not(.error)"),
    errAt: times(".print.error[data-at]")[0],
    end: Number(svg?.dataset.end ?? 0) / 1000,
  };
}

/** The messages of a recording and when they come: `[{at, message}]`, in order. */
export function script({diagnostics, ran, out, err, outAt, errAt, end}) {
  const said = [];
  const say = (at, message) => said.push({at, message});
  if (diagnostics) say(0, {is: "diagnostics", text: diagnostics});
  if (ran) say(0, {is: "started"});
  let at = 0;
  for (const [row, line] of linesOf(out).entries()) {
    // What the timeline sums up came with the line before, or later.
    at = Math.max(at, outAt[row] ?? at);
    say(at, {is: "out", text: line});
  }
  const last = Math.max(end, at);
  if (err) say(Math.min(errAt ?? last, last), {is: "err", text: err});
  said.sort((one, other) => one.at - other.at);
  return [...said, {at: last, message: {is: "ended", how: "recorded"}}];
}

function linesOf(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The transport. `note` is the name of the words that say why the recording is played. */
export function recorded(note = "replaying") {
  return {
    run: ({figure, language}) => play(script(recordingIn(figure, language)), note),
  };
}

/** Sends each message at its time. */
export function play(said, note) {
  let wake = () => {};
  let stopped = false;

  async function* messages() {
    yield {is: "replay", note};
    const begin = performance.now();
    for (const {at, message} of said) {
      const wait = begin + at - performance.now();
      if (wait > 0 && !stopped) await pause(wait);
      if (stopped) return yield {is: "ended", how: "stopped"};
      yield message;
    }
  }

  function pause(wait) {
    return new Promise((done) => {
      const timer = setTimeout(done, wait);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  function stop() {
    stopped = true;
    wake();
  }
  return {messages: messages(), stop, leave: stop};
}
