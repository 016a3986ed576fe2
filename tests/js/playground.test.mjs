// The public playground's answers as messages, and a playground that is slow,
// gone or stopped.

import assert from "node:assert/strict";
import {mock, test} from "node:test";

const WORDS = {
  run: {
    "no-network": "no network",
    "playground-slow": "slow: {limit}",
    "playground-time": "took too long",
    "playground-error": "says: {error}",
    "playground-strange": "strange",
  },
};
globalThis.document = {getElementById: () => ({textContent: JSON.stringify(WORDS)})};
const {answer, playground} = await import("../../src/js/programs/transports/playground.js");

const COMPILING = "   Compiling playground v0.0.1 (/playground)\n";
const RUNNING =
  "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.53s\n     Running `target/debug/playground`\n";

/** Messages as lines. */
function lines(status, body) {
  return answer(status, body).map(({is, text, how, ...more}) => {
    const values = Object.entries(more).map(([name, value]) => `${name}=${value}`);
    return [is, how, text, ...values].filter((it) => it !== undefined).join(" ");
  });
}

const ran = (more) => ({success: true, exitDetail: "", stdout: "", stderr: COMPILING + RUNNING, ...more});

test("a program that ends well", () => {
  assert.deepEqual(lines(200, ran({stdout: "hi\n"})), ["started", "out hi\n", "ended finished"]);
});

test("what cargo says is left out, what the compiler and the program say is not", () => {
  const warning = "warning: unused variable: `x`\n --> src/main.rs:4:9\n\n";
  const summary = 'warning: `playground` (bin "playground") generated 1 warning\n';
  const stderr = `${COMPILING}${warning}${summary}${RUNNING}   Compiling thoughts\n`;
  assert.deepEqual(lines(200, ran({stderr})), [
    "diagnostics warning: unused variable: `x`\n --> src/main.rs:4:9\n",
    "started",
    "err    Compiling thoughts\n",
    "ended finished",
  ]);
});

test("a program that does not compile never started", () => {
  const error = "error[E0425]: cannot find value `x`\n --> src/main.rs:3:5\n";
  const stderr = `${COMPILING}${error}\nerror: could not compile \`playground\` (bin "playground") due to 1 previous error\n`;
  const body = {success: false, exitDetail: "Exited with status 101", stdout: "", stderr};
  assert.deepEqual(lines(200, body), [`diagnostics ${error}`, "ended refused"]);
});

test("a program that fails says how", () => {
  const ends = (exitDetail) => lines(200, ran({success: false, exitDetail})).at(-1);
  assert.equal(ends("Exited with status 101"), "ended failed code=101");
  assert.equal(ends("Exited with signal 6 (SIGABRT): abort program"), "ended signal signal=SIGABRT");
  assert.equal(ends("Exited oddly"), "ended failed note=failed-playground detail=Exited oddly");
});

test("a playground that cannot says what is wrong", () => {
  assert.deepEqual(lines(500, {error: "The operation timed out: deadline has elapsed"}), ["ended broken took too long"]);
  assert.deepEqual(lines(400, {error: "Unable to deserialize request."}), ["ended broken says: Unable to deserialize request"]);
  for (const [status, body] of [[502, null], [200, {}], [200, "hi"], [200, {stdout: 3, stderr: ""}]]) {
    assert.deepEqual(lines(status, body), ["ended broken strange"]);
  }
});

/** Runs a program with this in place of `fetch`, and does something meanwhile. */
async function run(fetch, meanwhile = () => {}) {
  globalThis.fetch = fetch;
  const going = playground.run({language: "rust", source: "\n\nfn main() {}\n"});
  const messages = [];
  const reading = (async () => {
    for await (const message of going.messages) messages.push(message);
  })();
  await new Promise(setImmediate);
  meanwhile(going);
  await reading;
  return messages.map(({is, how, text}) => [is, how, text].filter(Boolean).join(" "));
}

const never = (_, {signal}) =>
  new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));

test("the program is sent with its empty lines, and nothing else of the reader", async () => {
  let sent;
  const messages = await run(async (address, options) => {
    sent = {address, ...options};
    return Response.json(ran({stdout: "hi\n"}));
  });
  assert.deepEqual(messages, ["compiling", "started", "out hi\n", "ended finished"]);
  assert.equal(sent.address, "https://play.rust-lang.org/execute");
  assert.equal(sent.credentials, "omit");
  assert.deepEqual(JSON.parse(sent.body), {
    channel: "stable",
    mode: "debug",
    edition: "2024",
    crateType: "bin",
    tests: false,
    backtrace: false,
    code: "\n\nfn main() {}\n",
  });
});

test("a playground that cannot be reached is said", async () => {
  assert.deepEqual(await run(() => Promise.reject(new TypeError("no"))), ["compiling", "ended broken no network"]);
});

test("an answer that is no JSON is said", async () => {
  const html = async () => new Response("<html>", {status: 502});
  assert.deepEqual(await run(html), ["compiling", "ended broken strange"]);
});

test("Stop does not wait for the answer", async () => {
  assert.deepEqual(await run(never, (going) => going.stop()), ["compiling", "ended stopped"]);
});

test("a slow playground is given up", async () => {
  mock.timers.enable({apis: ["setTimeout"]});
  const messages = await run(never, () => mock.timers.tick(20_000));
  mock.timers.reset();
  assert.deepEqual(messages, ["compiling", "ended broken slow: 20"]);
});
