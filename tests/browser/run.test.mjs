// Programs run in the page: as they are, changed, wrong, and without end.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {
  endless, FIRST_LINE, LISTING, PAGE, PRINTED, says, sleeper, VARIATION, VARIATION_PRINTED,
} from "./support/programs.mjs";

const test = pages(book());

for (const language of ["rust", "python"]) {
  test(`a program runs as it is, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), LISTING, language);
    await program.run();
    assert.equal(await program.output(), PRINTED);
  });

  test(`a changed program prints what it says now, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), LISTING, language);
    await program.replace(sleeper[language](7));
    await program.run();
    assert.equal(await program.output(), "slept 7\n");
  });

  test(`a variation runs as the whole program, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), VARIATION, language);
    await program.run();
    assert.equal(await program.output(), VARIATION_PRINTED);
  });

  test(`output comes while the program runs, and Stop ends it, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), LISTING, language);
    await program.replace(endless[language]);
    await program.runButton.click();
    await program.prints("going");
    assert.equal(await program.section.getAttribute("data-state"), "running");
    await program.stop();
    assert.equal(await program.output(), "going\n");
  });
}

test("what the compiler says leads to the line", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace("fn main() {\n    let right = 1;\n    println!(wrong);\n}\n");
  await program.run("refused");
  await program.prints("error");
  await program.places.filter({hasText: `main.rs:${FIRST_LINE + 2}:`}).first().click();
  await program.type("here");
  assert.match((await program.edited()).split("\n")[2], /here/);
});

test("a panic is told, and leads to its line", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace('fn main() {\n    println!("before");\n    panic!("oh");\n}\n');
  await program.run("failed");
  await program.prints(/panicked at/);
  await program.places.filter({hasText: `main.rs:${FIRST_LINE + 2}:`}).first().click();
  await program.type("here");
  assert.match((await program.edited()).split("\n")[2], /here/);
});

test("a traceback leads to its line", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace('print("before")\nraise ValueError("oh")\n');
  await program.run("failed");
  await program.prints("ValueError: oh");
  await program.places.filter({hasText: `line ${FIRST_LINE + 1}`}).first().click();
  await program.type("here");
  assert.match((await program.edited()).split("\n")[1], /here/);
});

test("a second run shows its own output alone", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.replace(says.rust("first"));
  await program.run();
  await program.replace(says.rust("second"));
  await program.run();
  assert.equal(await program.output(), "second\n");
});

test("two programs run at the same time", async ({open}) => {
  const page = await open(PAGE);
  const both = ["rust", "python"].map((language) => new Program(page, LISTING, language));
  for (const program of both) {
    await program.replace(endless[program.language]);
    await program.runButton.click();
  }
  for (const program of both) await program.prints("going");
  for (const program of both) await program.is("running");
  for (const program of both) await program.runButton.click();
  for (const program of both) await program.ended("stopped");
});

test("a page that is closed stops its program", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)\n");
  await program.runButton.click();
  await program.prints(/\d+/);
  const pid = Number(await program.output());
  assert.ok(exists(pid));
  await page.close();
  while (exists(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
});

function exists(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
