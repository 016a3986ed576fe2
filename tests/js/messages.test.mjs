// Messages in a stream of bytes, however it was cut.

import assert from "node:assert/strict";
import {test} from "node:test";

import {messagesIn} from "../../src/js/programs/messages.js";

const TEXT = '{"is":"started"}\n{"is":"out","text":"héllo – 안녕 🎉\\n"}\n{"is":"ended","how":"finished"}\n';

function stream(chunks) {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(chunks) {
  const messages = [];
  for await (const message of messagesIn(stream(chunks))) messages.push(message);
  return messages;
}

const bytes = new TextEncoder().encode(TEXT);
const whole = await read([bytes]);

test("there is one message in each line", () => {
  assert.deepEqual(whole.map(({is}) => is), ["started", "out", "ended"]);
  assert.equal(whole[1].text, "héllo – 안녕 🎉\n");
});

test("wherever the bytes are cut, the messages are the same", async () => {
  for (let at = 0; at <= bytes.length; at++) {
    assert.deepEqual(await read([bytes.slice(0, at), bytes.slice(at)]), whole);
  }
  assert.deepEqual(await read([...bytes].map((byte) => Uint8Array.of(byte))), whole);
});

test("the last line needs no end", async () => {
  assert.deepEqual(await read([bytes.slice(0, -1)]), whole);
});

test("lines that are no messages are skipped", async () => {
  const text = `\n[1]\nnull\n<html>\n{"is":3}\n${TEXT}{"is":"en`;
  assert.deepEqual(await read([new TextEncoder().encode(text)]), whole);
});

test("who stops listening lets go of the stream", async () => {
  let canceled = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(bytes),
    cancel: () => (canceled = true),
  });
  for await (const {is} of messagesIn(endless)) if (is === "out") break;
  assert.equal(canceled, true);
});
