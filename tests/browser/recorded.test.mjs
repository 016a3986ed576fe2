// Where a program cannot run, its recorded run is played.

import assert from "node:assert/strict";

import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE, PRINTED} from "./support/programs.mjs";
import {published} from "./support/site.mjs";

const test = pages(published());

test("on the static site, Python is replayed and the page says so", async ({open, playground}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.runButton.click();
  await program.says("replaying-python");
  await program.ended("recorded");
  await program.says("recorded-python");
  assert.equal(await program.output(), PRINTED);
  assert.deepEqual(playground.asked, []);
});

test("on the static site, a program that talks to a server is replayed", async ({open, playground}) => {
  const program = new Program(await open("fetching.html"), "five_at_once", "rust");
  await program.runButton.click();
  await program.says("replaying-here");
  await program.ended("recorded");
  await program.says("recorded-here");
  assert.deepEqual(playground.asked, []);
});

test("Stop ends a replay", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  // As if it had lasted for an hour.
  const recorded = program.figure.locator('.picture[data-language="python"] svg.timeline').first();
  await recorded.evaluate((svg) => (svg.dataset.end = 3.6e9));
  await program.runButton.click();
  await program.is("running");
  await program.stop();
});
