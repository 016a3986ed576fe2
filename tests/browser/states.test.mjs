// Every state of a run, and every way to end, has a sentence.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE} from "./support/programs.mjs";
import {scripted} from "./support/script.mjs";

const test = pages(book());

const UNDERWAY = [
  [{is: "queued", ahead: 2}, "queued", "queued"],
  [{is: "queued", ahead: 1}, "queued", "queued-one"],
  [{is: "preparing", done: 12, total: 71, what: "tokio"}, "preparing", "preparing"],
  [{is: "compiling"}, "compiling", "compiling"],
  [{is: "started"}, "running", "running"],
];

const ENDS = [
  [{how: "finished", millis: 312}, "finished"],
  [{how: "failed", code: 3, millis: 5}, "failed"],
  [{how: "signal", signal: "SIGSEGV", millis: 5}, "signal"],
  [{how: "refused"}, "refused"],
  [{how: "time", limit: 10, millis: 10_000}, "time"],
  [{how: "memory", limit: 2048, millis: 5}, "memory"],
  [{how: "output", limit: 16, millis: 5}, "output-limit"],
  [{how: "file", limit: 32, millis: 5}, "file"],
  [{how: "processes", limit: 64, millis: 5}, "processes"],
  [{how: "stopped", millis: 5}, "stopped-after"],
];

test("each state is said", async (visit) => {
  const {program, run} = await started(visit);
  for (const [message, state, word] of UNDERWAY) {
    run.send(message);
    await program.is(state);
    await program.says(word);
  }
});

test("each end is said", async (visit, t) => {
  const {program, runs} = await figure(visit);
  for (const [end, word] of ENDS) {
    await t.test(end.how, async () => {
      await program.start();
      (await runs.next()).end(end.how, end);
      await program.ended(end.how);
      await program.says(word);
      assert.doesNotMatch(await program.state.innerText(), /[{}]|undefined|NaN/);
    });
  }
});

test("what is broken says so itself", async (visit) => {
  const {program, run} = await started(visit);
  run.end("broken", {text: "there is no `python3`; install Python 3.11 or newer"});
  await program.ended("broken");
  assert.match(await program.state.innerText(), /install Python 3.11 or newer/);
});

test("a stream that breaks off is a lost connection", async (visit) => {
  const {program, run} = await started(visit);
  run.send({is: "started"}, {is: "out", text: "so far\n"});
  await program.prints("so far");
  run.hangUp();
  await program.ended("lost");
  assert.equal(await program.output(), "so far\n");
});

test("what is no message is passed over", async (visit) => {
  const {program, run} = await started(visit);
  run.write('not JSON\n\n[1]\n{"is":"weather"}\n{"is":"out"}\nnull\n{"is":"out","text":"all the same\\n"}\n');
  run.end("finished", {millis: 1});
  await program.ended("finished");
  assert.equal(await program.output(), "all the same\n");
});

test("a character that comes in pieces is one character", async (visit) => {
  const {program, run} = await started(visit);
  const bytes = Buffer.from('{"is":"out","text":"안녕\\n"}\n');
  for (const byte of bytes) run.write(Buffer.from([byte]));
  run.end("finished", {millis: 1});
  await program.ended("finished");
  assert.equal(await program.output(), "안녕\n");
});

test("Stop names the run that it stops", async (visit) => {
  const {program, run, runs} = await started(visit);
  run.send({is: "started"});
  await program.is("running");
  await program.stop();
  assert.deepEqual(runs.stopped, [run.name]);
});

test("Close puts the run away", async (visit) => {
  const {program, run} = await started(visit);
  run.end("finished", {millis: 1});
  await program.ended("finished");
  await program.closeButton.click();
  await program.section.waitFor({state: "hidden"});
});

async function figure({open}) {
  const page = await open(PAGE);
  return {program: new Program(page, LISTING, "rust"), runs: await scripted(page)};
}

/** A run that has just been asked for. */
async function started(visit) {
  const {program, runs} = await figure(visit);
  await program.start();
  return {program, run: await runs.next(), runs};
}
