// What a run has come to, message by message, and the words for it.

import assert from "node:assert/strict";
import {test} from "node:test";

import {begun, isOver, isTrouble, next, sentence, stopping, streamOver} from "../../src/js/programs/session.js";
import {read} from "./support.mjs";

/** The states that messages lead through. */
function states(...messages) {
  const seen = [];
  messages.reduce((session, message) => {
    const after = next(session, message);
    seen.push(after.state);
    return after;
  }, begun());
  return seen;
}

function after(...messages) {
  return messages.reduce(next, begun());
}

/** The name of the words for how a run ends. */
function ends(end) {
  return sentence(after({is: "started"}, {is: "ended", ...end})).word;
}

test("a run goes from queued to ended", () => {
  const way = states(
    {is: "accepted", run: "1"},
    {is: "queued", ahead: 2},
    {is: "preparing", done: 1, total: 71, what: "tokio"},
    {is: "compiling"},
    {is: "diagnostics", text: "warning"},
    {is: "started"},
    {is: "out", text: "hi"},
    {is: "ended", how: "finished", millis: 3},
  );
  const expected = "queued queued preparing compiling compiling running running ended";
  assert.equal(way.join(" "), expected);
});

test("every step may be left out", () => {
  assert.deepEqual(states({is: "ended", how: "refused"}), ["ended"]);
  assert.deepEqual(states({is: "started"}), ["running"]);
});

test("what is not known changes nothing", () => {
  const session = after({is: "started"});
  for (const message of [{is: "weather"}, {is: "constructor"}, {is: "toString"}, {}]) {
    assert.equal(next(session, message), session);
  }
});

test("what comes after the end changes nothing", () => {
  const session = after({is: "ended", how: "finished", millis: 1});
  const late = [{is: "started"}, {is: "ended", how: "lost"}, {is: "hidden", bytes: 3}];
  for (const message of late) assert.equal(next(session, message), session);
  assert.equal(stopping(session), session);
  assert.equal(streamOver(session), session);
});

test("a stream that breaks off is lost, or stopped if that was asked for", () => {
  assert.equal(streamOver(after({is: "started"})).end.how, "lost");
  assert.equal(streamOver(stopping(after({is: "started"}))).end.how, "stopped");
});

test("a run that is being stopped goes on until it says that it ended", () => {
  const session = next(stopping(after({is: "started"})), {is: "out", text: "still"});
  assert.deepEqual([isOver(session), sentence(session).word], [false, "stopping"]);
  const end = next(session, {is: "ended", how: "stopped", millis: 1200});
  assert.deepEqual([isOver(end), sentence(end).word], [true, "stopped-after"]);
});

test("waiting is said, and how many are before", () => {
  const words = [0, 1, 2].map((ahead) => sentence(after({is: "queued", ahead})).word);
  assert.deepEqual(words, ["starting", "queued-one", "queued"]);
});

test("each end has words; what never ran has no time", () => {
  const cases = [
    [{how: "finished", millis: 300}, "finished"],
    [{how: "finished"}, "ran"],
    [{how: "failed", code: 101, millis: 100}, "failed"],
    [{how: "failed", code: 1}, "failed-untimed"],
    [{how: "failed", note: "failed-playground", detail: "odd"}, "failed-playground"],
    [{how: "signal", signal: "SIGSEGV", millis: 100}, "signal"],
    [{how: "refused"}, "refused"],
    [{how: "time", limit: 10, millis: 10_000}, "time"],
    [{how: "time", limit: 20}, "time-compiling"],
    [{how: "memory", limit: 2048}, "memory"],
    [{how: "output", limit: 16}, "output-limit"],
    [{how: "file", limit: 32}, "file"],
    [{how: "processes", limit: 64}, "processes"],
    [{how: "stopped"}, "stopped"],
    [{how: "lost"}, "lost"],
    [{how: "lost", note: "restarted"}, "restarted"],
    [{how: "of-tomorrow", millis: 3}, "stopped-after"],
  ];
  const words = read("crates/mdbook-listing/words/en.toml");
  for (const [end, word] of cases) {
    assert.equal(ends(end), word);
    assert.ok(words.includes(`\n${word} = `), `no words for ${word}`);
  }
});

test("what is broken is said by who knows", () => {
  const session = after({is: "ended", how: "broken", text: "no python3; install it"});
  assert.deepEqual(sentence(session), {text: "no python3; install it"});
});

test("why a recording is played is said while it plays, and after", () => {
  const playing = after({is: "replay", note: "replaying-python"}, {is: "started"});
  assert.equal(sentence(playing).word, "replaying-python");
  assert.equal(sentence(next(playing, {is: "ended", how: "recorded"})).word, "recorded-python");
});

test("trouble is what somebody has to look into", () => {
  const troubles = (how) => isTrouble(after({is: "ended", how}));
  assert.deepEqual(["finished", "stopped", "recorded"].map(troubles), [false, false, false]);
  assert.deepEqual(["failed", "refused", "lost", "broken", "time"].map(troubles), Array(5).fill(true));
});
