// The static site, where Run asks the public playground: a stand-in for it.

import assert from "node:assert/strict";

import {pages} from "./support/pages.mjs";
import {panicked, printed, refused, trouble} from "./support/playground.mjs";
import {Program} from "./support/program.mjs";
import {FIRST_LINE, LISTING, PAGE, says} from "./support/programs.mjs";
import {published} from "./support/site.mjs";

const test = pages(published());

const ERROR = `error: expected one of \`!\` or \`::\`
 --> src/main.rs:${FIRST_LINE + 1}:5
  |
${FIRST_LINE + 1} |     oh no
  |     ^^ expected one of \`!\` or \`::\`

`;

test("a page asks the playground for nothing by itself", async ({open, playground}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.replace(says.rust("mine"));
  await page.reload();
  await program.isMarked();
  assert.deepEqual(playground.asked, []);
});

test("the whole program is sent, on the lines where it stands", async ({open, playground}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run();
  assert.equal(await program.output(), "hello from the playground\n");
  const [{code, channel, edition, crateType}] = playground.asked;
  assert.match(code, /^\n\nuse std::time[^]*\n}\n?$/);
  assert.deepEqual({channel, edition, crateType}, {channel: "stable", edition: "2024", crateType: "bin"});
});

test("the changed program is sent", async ({open, playground}) => {
  playground.answers(() => printed("mine\n"));
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace(says.rust("mine"));
  await program.run();
  assert.equal(playground.asked[0].code.trimStart(), says.rust("mine"));
});

test("what cargo writes around a program is not shown", async ({open, playground}) => {
  playground.answers(() => printed("out\n", "err\n"));
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run();
  const output = await program.output();
  for (const line of ["out\n", "err\n"]) assert.ok(output.includes(line), line);
  assert.doesNotMatch(output, /Compiling|Finished|Running/);
});

test("what the compiler says leads to the line", async ({open, playground}) => {
  playground.answers(() => refused(ERROR));
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace("fn main() {\n    oh no\n}\n");
  await program.run("refused");
  await program.places.first().click();
  await program.type("here");
  assert.match((await program.edited()).split("\n")[1], /here/);
});

test("a panic is told", async ({open, playground}) => {
  const message = `\nthread 'main' (13) panicked at src/main.rs:${FIRST_LINE + 1}:5:\noh\n`;
  playground.answers(() => panicked("before\n", message));
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run("failed");
  await program.prints("before");
  await program.prints(/panicked at/);
});

const TROUBLE = {
  "a program that takes too long": [() => trouble(500, "The operation timed out: …"), "playground-time"],
  "a request that it does not understand": [() => trouble(400, "unknown field"), "playground-error"],
  "an answer that is not JSON": [() => ({status: 502, body: "<h1>Bad gateway</h1>"}), "playground-strange"],
  "JSON that is no answer": [() => ({status: 200, json: {result: "hi"}}), "playground-strange"],
  "half an answer": [() => ({status: 200, contentType: "application/json", body: '{"success":'}), "playground-strange"],
  "a connection that breaks": [() => "hang up", "no-network"],
};

test("the playground's trouble is told", async ({open, playground}, t) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  for (const [what, [answer, word]] of Object.entries(TROUBLE)) {
    await t.test(what, async () => {
      playground.answers(answer);
      await program.run("broken");
      await program.says(word);
    });
  }
});

test("a run works after one that went wrong", async ({open, playground}) => {
  playground.answers(() => "hang up");
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run("broken");
  playground.answers(() => printed("again\n"));
  await program.run();
  assert.equal(await program.output(), "again\n");
});

test("a slow playground is waited for, and says so", async ({open, playground}) => {
  const held = playground.holds();
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.runButton.click();
  const {answer} = await held;
  await program.says("on-playground");
  answer(printed("at last\n"));
  await program.ended("finished");
  assert.equal(await program.output(), "at last\n");
});

test("Stop ends the waiting for a slow playground", async ({open, playground}) => {
  const held = playground.holds();
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.runButton.click();
  await held;
  await program.stop();
});

test("a playground that never answers is given up", async ({open, playground}) => {
  const page = await open(PAGE);
  await page.clock.install();
  const held = playground.holds();
  const program = new Program(page, LISTING, "rust");
  await program.runButton.click();
  await held;
  await page.clock.fastForward("01:00");
  await program.ended("broken");
  await program.says("playground-slow");
});

test("a changed Python program says where it can run", async ({open, playground}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace(says.python("mine"));
  await program.run("broken");
  await program.says("no-python");
  assert.deepEqual(playground.asked, []);
});
