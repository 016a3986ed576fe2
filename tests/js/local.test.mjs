// A run where the book is served: what is asked for, and what goes wrong.

import assert from "node:assert/strict";
import {mock, test} from "node:test";

globalThis.document = {
  getElementById: () => ({textContent: '{"run":{"refused-by-server":"refused: {error}"}}'}),
};
const {local} = await import("../../src/js/programs/transports/local.js");

/** A server: its answer to /-/run, and what was asked of it. */
function server(answer) {
  const asked = [];
  globalThis.fetch = async (path, {method, headers, body, signal}) => {
    asked.push({path, method, headers, body: JSON.parse(body)});
    return path === "/-/run" ? answer(signal) : new Response(null, {status: 204});
  };
  return asked;
}

/** An answer that sends these messages, and then waits or breaks off. */
function stream(messages, {breaks = false, waits = false} = {}) {
  return (signal) =>
    new Response(
      new ReadableStream({
        start(controller) {
          const text = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
          controller.enqueue(new TextEncoder().encode(text));
          signal.addEventListener("abort", () => controller.error(signal.reason));
          if (!breaks && !waits) controller.close();
        },
        pull(controller) {
          if (breaks) controller.error(new TypeError("network"));
        },
      }),
    );
}

async function run(meanwhile = () => {}) {
  const going = local("secret").run({language: "rust", source: "fn main() {}\n"});
  const seen = [];
  for await (const message of going.messages) {
    seen.push([message.is, message.how, message.note, message.text].filter(Boolean).join(" "));
    meanwhile(going, message);
  }
  return seen;
}

const ACCEPTED = {is: "accepted", run: "17"};

test("the program is sent as JSON with the token", async () => {
  const asked = server(stream([ACCEPTED, {is: "ended", how: "finished"}]));
  assert.deepEqual(await run(), ["accepted", "ended finished"]);
  assert.deepEqual(asked, [
    {
      path: "/-/run",
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Book-Token": "secret"},
      body: {language: "rust", source: "fn main() {}\n"},
    },
  ]);
});

test("Stop asks the server, and hears how it ended", async () => {
  let end;
  const asked = server(() => {
    const text = (message) => new TextEncoder().encode(`${JSON.stringify(message)}\n`);
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(text(ACCEPTED));
          end = () => {
            controller.enqueue(text({is: "ended", how: "stopped", millis: 5}));
            controller.close();
          };
        },
      }),
    );
  });
  const seen = await run((going, {is}) => {
    if (is !== "accepted") return;
    going.stop();
    end();
  });
  assert.deepEqual(seen, ["accepted", "ended stopped"]);
  assert.deepEqual([asked[1].path, asked[1].body], ["/-/stop", {run: "17"}]);
});

test("a server that does not stop is left", async () => {
  mock.timers.enable({apis: ["setTimeout"]});
  server(stream([ACCEPTED], {waits: true}));
  const seen = await run((going) => {
    going.stop();
    mock.timers.tick(3000);
  });
  mock.timers.reset();
  assert.deepEqual(seen, ["accepted", "ended stopped"]);
});

test("Stop before the run has a name lets go of it", async () => {
  server((signal) => new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason))));
  const going = local("secret").run({language: "rust", source: ""});
  const first = going.messages.next();
  going.stop();
  assert.deepEqual((await first).value, {is: "ended", how: "stopped"});
});

test("a connection that breaks off is lost", async () => {
  server(stream([ACCEPTED], {breaks: true}));
  assert.deepEqual(await run(), ["accepted", "ended lost"]);
  server(stream([ACCEPTED, {is: "started"}]));
  assert.deepEqual(await run(), ["accepted", "started", "ended lost"]);
});

test("a connection that breaks off after the end is none of the reader's business", async () => {
  server(stream([ACCEPTED, {is: "ended", how: "finished"}], {breaks: true}));
  assert.deepEqual(await run(), ["accepted", "ended finished"]);
});

test("no server, another server, and a server that refuses are told apart", async () => {
  server(() => Promise.reject(new TypeError("refused")));
  assert.deepEqual(await run(), ["ended lost unreachable"]);
  server(() => Response.json({error: "wrong token"}, {status: 403}));
  assert.deepEqual(await run(), ["ended lost restarted"]);
  server(() => Response.json({error: "too large"}, {status: 413}));
  assert.deepEqual(await run(), ["ended broken refused: too large"]);
  server(() => new Response("<html>", {status: 500}));
  assert.deepEqual(await run(), ["ended broken refused: HTTP 500"]);
});
