// The recorded run in its own time, and who runs what.

import assert from "node:assert/strict";
import {mock, test} from "node:test";

import {choose} from "../../src/js/programs/transports.js";
import {play, script} from "../../src/js/programs/transports/recorded.js";

const RUN = {
  diagnostics: "",
  ran: true,
  out: "a\nb\nc\n",
  err: "",
  outAt: [0, 100.5, 100.5],
  errAt: undefined,
  end: 300,
};

/** What comes when, as lines. */
function times(recording) {
  return script({...RUN, ...recording}).map(({at, message: {is, text, how}}) => `${at} ${is} ${(text ?? how ?? "").trim()}`.trim());
}

test("lines come when they were printed", () => {
  const expected = ["0 started", "0 out a", "100.5 out b", "100.5 out c", "300 ended recorded"];
  assert.deepEqual(times({}), expected);
});

test("lines without a time come with the line before", () => {
  assert.deepEqual(times({outAt: [20]}).slice(1, 4), ["20 out a", "20 out b", "20 out c"]);
  assert.deepEqual(times({outAt: [], end: 0}).at(-1), "0 ended recorded");
});

test("what went to stderr comes when it was written, or at the end", () => {
  assert.deepEqual(times({err: "e\n", errAt: 50}).at(2), "50 err e");
  assert.deepEqual(times({err: "e\n"}).at(-2), "300 err e");
});

test("a program that was refused never starts", () => {
  const refused = {diagnostics: "error\n", ran: false, out: "", outAt: [], end: 0};
  assert.deepEqual(times(refused), ["0 diagnostics error", "0 ended recorded"]);
});

/** Plays for so many milliseconds, and stops it if asked to. */
async function playFor(millis, {stops = false} = {}) {
  mock.timers.enable({apis: ["setTimeout"]});
  let now = 0;
  mock.method(performance, "now", () => now);
  const going = play(script(RUN), "replaying");
  const seen = [];
  const reading = (async () => {
    for await (const {is, text, how} of going.messages) seen.push(text?.trim() ?? how ?? is);
  })();
  for (; now < millis; now++) {
    await new Promise(setImmediate);
    mock.timers.tick(1);
  }
  await new Promise(setImmediate);
  if (stops) {
    going.stop();
    await reading;
  }
  mock.timers.reset();
  mock.restoreAll();
  return seen;
}

test("a recording plays in the run's own time", async () => {
  assert.deepEqual(await playFor(50), ["replay", "started", "a"]);
  assert.deepEqual(await playFor(110), ["replay", "started", "a", "b", "c"]);
  assert.deepEqual(await playFor(310), ["replay", "started", "a", "b", "c", "recorded"]);
});

test("Stop ends it at once", async () => {
  assert.deepEqual(await playFor(50, {stops: true}), ["replay", "started", "a", "stopped"]);
});

const HERE = {language: "rust", changed: false, served: true, building: false, recorded: true, here: false};
const who = (more) => Object.values(choose({...HERE, ...more})).join(" ");

test("where the book is served, it runs there", () => {
  assert.equal(who({}), "local");
  assert.equal(who({changed: true, recorded: false}), "local");
});

test("until the libraries are built, the recording is played; an edit waits", () => {
  assert.equal(who({building: true}), "recorded replaying-while-building");
  assert.equal(who({building: true, changed: true}), "local");
  assert.equal(who({building: true, recorded: false}), "local");
  assert.equal(who({building: true, language: "python"}), "local");
});

test("on a static site Rust runs on the playground, and Python is played", () => {
  const python = {served: false, language: "python"};
  assert.equal(who({served: false}), "playground");
  assert.equal(who({served: false, changed: true}), "playground");
  assert.equal(who(python), "recorded replaying-python");
  assert.equal(who({...python, changed: true}), "none no-python");
  assert.equal(who({...python, recorded: false}), "none no-python");
});

test("what only this machine can run is played on a static site", () => {
  const here = {served: false, here: true};
  assert.equal(who(here), "recorded replaying-here");
  assert.equal(who({...here, changed: true}), "none no-here");
  assert.equal(who({here: true}), "local");
});
