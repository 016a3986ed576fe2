// Programs are changed in the page.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {copiedBy} from "./support/clipboard.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE, PRINTED, says, VARIATION} from "./support/programs.mjs";

const test = pages(book());

const SHORT = "fn main() {\n}\n";

test("the editor is loaded at the first edit, and not before", async ({open, context}) => {
  const loaded = [];
  context.on("request", (request) => loaded.push(request.url()));
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run();
  assert.deepEqual(loaded.filter((url) => url.includes("codemirror")), []);
  await program.edit();
  assert.notDeepEqual(loaded.filter((url) => url.includes("codemirror")), []);
});

test("the editor begins with the program of the page", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  const shown = await program.twin.locator("pre > code").textContent();
  await program.edit();
  assert.equal((await program.edited()).trimEnd(), shown.trimEnd());
});

test("the editor of a variation begins with the whole program", async ({open}) => {
  const program = new Program(await open(PAGE), VARIATION, "rust");
  await program.edit();
  assert.match(await program.edited(), /^use std::time[^]*tokio::join!\([^]*\n}\n?$/);
});

test("a changed program is marked, and its original is one click away", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  assert.equal(await page.locator(".twin.changed").count(), 0);
  await program.replace(says.rust("mine"));
  await program.isMarked();
  await program.versions.getByRole("button").first().click();
  await program.run();
  assert.equal(await program.output(), PRINTED);
  await program.versions.getByRole("button").last().click();
  await program.run();
  assert.equal(await program.output(), "mine\n");
});

test("a program that is as it was again is not marked", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  const original = await program.twin.locator("pre > code").textContent();
  await program.replace(says.rust("mine"));
  await program.isMarked();
  await program.replace(original);
  await program.twin.and(page.locator(":not(.changed)")).waitFor();
});

test("Copy copies the whole program, as it is now", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace(says.rust("mine"));
  assert.equal(await copiedBy(program.copyButton), says.rust("mine"));
});

test("Copy copies the whole program of a variation", async ({open}) => {
  const program = new Program(await open(PAGE), VARIATION, "python");
  assert.match(await copiedBy(program.copyButton), /^import asyncio\n[^]*gather\([^]*asyncio.run\(main\(\)\)\n$/);
});

test("a new line is indented, and a bracket closed", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace(SHORT);
  const {keyboard} = program.page;
  await program.editor.press("ControlOrMeta+Home");
  await keyboard.press("End");
  await keyboard.press("Enter");
  await keyboard.type("if true {");
  await keyboard.press("Enter");
  await keyboard.type("one(");
  assert.equal(await program.edited(), "fn main() {\n    if true {\n        one()\n    }\n}\n");
});
