// A program in a link comes out as it went in, and nothing else comes out.

import assert from "node:assert/strict";
import {test} from "node:test";
import {deflateRawSync} from "node:zlib";

import {BYTES_MAX, linkFor, readLink} from "../../src/js/programs/share.js";

const hashOf = (link) => new URL(link).hash;
const deflated = (text) => deflateRawSync(Buffer.from(text)).toString("base64url");

const TEXTS = [
  "",
  "fn main() {}\n",
  'print("비동기, süß, 🦀")\n',
  "\tif a:\r\n\0\u{feff}\u2028",
  "// one line like another\n".repeat(5000),
];

test("a program comes out as it went in", async () => {
  for (const text of TEXTS) {
    for (const language of ["rust", "python"]) {
      const link = await linkFor({language, text});
      assert.match(link, /\/scratch\.html#(rust|python)=[\w-]+$/);
      assert.deepEqual(await readLink(hashOf(link)), {language, text});
    }
  }
});

test("a listing makes a link of less than 1,000 characters", async () => {
  const text = Array.from({length: 31}, (_, at) => `    let task${at} = tokio::spawn(work(${at * 7919}));\n`).join("");
  assert.ok((await linkFor({language: "rust", text})).length < 1000);
});

test("a browser that cannot deflate makes links, too", async (t) => {
  const {CompressionStream} = globalThis;
  globalThis.CompressionStream = undefined;
  t.after(() => (globalThis.CompressionStream = CompressionStream));
  const link = await linkFor({language: "python", text: TEXTS[2]});
  assert.match(link, /#python=~/);
  assert.deepEqual(await readLink(hashOf(link)), {language: "python", text: TEXTS[2]});
});

test("what is no link to a program is none", async () => {
  const good = deflated("fn main() {}\n");
  const bad = [
    "", "#", "#rust", "#rust=", "#c=AwA", "rust=AwA", `#rust=${good}&more`, `#Rust=${good}`,
    "#scratch-crates", `#rust=${good.slice(0, -4)}`, "#rust=A", "#rust=/+==",
    `#rust=~${Buffer.from([0xff, 0xfe]).toString("base64url")}`, "#rust=~A",
    `#rust=${deflateRawSync(Buffer.from([0xc0, 0x80])).toString("base64url")}`,
  ];
  for (const hash of bad) assert.equal(await readLink(hash), null, hash);
});

test("a program that hides what it does from the eye is none", async () => {
  const {hash} = new URL(await linkFor({language: "python", text: 'print("\u202e")\n'}));
  assert.equal(await readLink(hash), null);
});

test("a link is never more than a program may be", async () => {
  const most = "x".repeat(BYTES_MAX);
  assert.equal((await readLink(`#rust=${deflated(most)}`)).text, most);
  assert.equal(await readLink(`#rust=${deflated(`${most}x`)}`), null);
  assert.equal(await readLink(`#rust=~${Buffer.from(`${most}x`).toString("base64url")}`), null);
  await assert.rejects(linkFor({language: "rust", text: `${most}x`}), /make it shorter/);
});

test("a bomb is thrown away before it has gone off", async () => {
  const bomb = `#rust=${deflated("\0".repeat(64 * 1024 * 1024))}`;
  assert.ok(bomb.length < 100_000);
  const before = process.memoryUsage().rss;
  assert.equal(await readLink(bomb), null);
  assert.ok(process.memoryUsage().rss - before < 32 * 1024 * 1024);
});

test("what a browser would have to chew on is not even begun", async () => {
  assert.equal(await readLink(`#rust=${"A".repeat(3 * BYTES_MAX)}`), null);
});
