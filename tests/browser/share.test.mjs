// Programs travel in links, and are tried out on the scratch page.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {copiedBy} from "./support/clipboard.mjs";
import {pages} from "./support/pages.mjs";
import {Program, wordOf} from "./support/program.mjs";
import {LISTING, PAGE, says, sleeper} from "./support/programs.mjs";

const test = pages(book());

const SCRATCH = "scratch.html";

test("a program that is as it was is not shared", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  assert.equal(await program.shareButton.isVisible(), false);
});

for (const language of ["rust", "python"]) {
  test(`a shared program opens on the scratch page, in ${language}`, async ({open}) => {
    const link = await linkTo(await open(PAGE), language, says[language]("mine"));
    const program = new Program(await open(link), "scratch", language);
    await program.run();
    assert.equal(await program.output(), "mine\n");
  });
}

test("a shared program does not run by itself", async ({open, context}) => {
  const link = await linkTo(await open(PAGE), "python", says.python("mine"));
  const asked = [];
  context.on("request", (request) => asked.push(request.method()));
  const program = new Program(await open(link), "scratch", "python");
  // In the page, and soon in an editor in its place.
  await program.twin.getByText('print("mine")').filter({visible: true}).first().waitFor();
  await program.runButton.waitFor();
  assert.ok(!asked.includes("POST"));
  assert.equal(await program.section.count(), 0);
});

test("nothing of a link is sent to anybody", async ({open, context}) => {
  const link = await linkTo(await open(PAGE), "python", says.python("mine"));
  const [, secret] = link.split("#");
  const asked = [];
  context.on("request", (request) => asked.push(request.url(), request.postData() ?? ""));
  const program = new Program(await open(link), "scratch", "python");
  await program.runButton.waitFor();
  // The request for the page itself has the fragment here, but not on the wire.
  const sent = asked.map((it) => it.split("#")[0]);
  assert.ok(!sent.some((it) => it.includes(secret)));
});

test("a link that was cut off says so", async ({open}) => {
  const link = await linkTo(await open(PAGE), "python", sleeper.python(5));
  const page = await open(link.slice(0, -20));
  await page.locator(".scratch").getByText(await wordOf(page, "link-broken")).waitFor();
});

test("any program runs on the scratch page, with its timeline", async ({open}) => {
  for (const language of ["rust", "python"]) {
    const program = new Program(await open(SCRATCH), "scratch", language);
    await choose(program);
    await program.replace(sleeper[language](150));
    await program.run();
    assert.equal(await program.output(), "slept 150\n");
    await program.draws();
  }
});

test("what was written on the scratch page is there later", async ({open}) => {
  const page = await open(SCRATCH);
  const program = new Program(page, "scratch", "python");
  await choose(program);
  await program.replace(says.python("mine"));
  await page.reload();
  await choose(program);
  await program.run();
  assert.equal(await program.output(), "mine\n");
});

test("a shared program does not replace what was written before", async ({open}) => {
  const scratch = await open(SCRATCH);
  const written = new Program(scratch, "scratch", "python");
  await choose(written);
  await written.replace(says.python("before"));
  const link = await linkTo(await open(PAGE), "python", says.python("mine"));
  const shared = new Program(await open(link), "scratch", "python");
  await shared.run();
  assert.equal(await shared.output(), "mine\n");
  await scratch.bringToFront();
  await scratch.reload();
  await choose(written);
  await written.run();
  assert.equal(await written.output(), "before\n");
});

/** Shares a changed program; gives the link, from the root of the book. */
async function linkTo(page, language, text) {
  const program = new Program(page, LISTING, language);
  await program.replace(text);
  const link = new URL(await copiedBy(program.shareButton));
  return link.pathname.slice(1) + link.hash;
}

/** Turns the scratch page to the language of this program. */
async function choose(program) {
  if (await program.runButton.isVisible()) return;
  const name = program.language === "rust" ? "Rust" : "Python";
  await program.figure.getByRole("button", {name, exact: true}).click();
  await program.runButton.waitFor();
}
