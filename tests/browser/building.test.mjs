// Until the libraries are built, Rust programs are replayed.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {newsNow} from "./support/news.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE, PRINTED, says} from "./support/programs.mjs";

const here = book();
const test = pages(here);

const BUILDING = {is: "building", done: 3, total: 71, what: "tokio"};

/** Opens a page that hears this of the libraries. */
async function hearing(kit, {context, open}) {
  const now = await newsNow(here.url);
  const event = `retry: 1000000\ndata: ${JSON.stringify({...now, kit})}\n\n`;
  await context.route("**/-/news", (route) =>
    route.fulfill({contentType: "text/event-stream", body: event}),
  );
  const page = await open(PAGE);
  await page.locator(`html[data-kit="${kit.is}"]`).waitFor();
  return page;
}

test("while they are built, Run replays the recorded run and says so", async (visit) => {
  const program = new Program(await hearing(BUILDING, visit), LISTING, "rust");
  await program.runButton.click();
  await program.says("replaying-while-building");
  await program.ended("recorded");
  await program.says("recorded-while-building");
  assert.equal(await program.output(), PRINTED);
});

test("Python runs while they are built", async (visit) => {
  const program = new Program(await hearing(BUILDING, visit), LISTING, "python");
  await program.run();
  assert.equal(await program.output(), PRINTED);
});

test("a changed program has no recording, and waits for them", async (visit) => {
  const program = new Program(await hearing(BUILDING, visit), LISTING, "rust");
  await program.replace(says.rust("mine"));
  await program.run();
  assert.equal(await program.output(), "mine\n");
});

test("when they are built, Run runs", async (visit) => {
  const page = await hearing(BUILDING, visit);
  const program = new Program(page, LISTING, "rust");
  await program.run("recorded");
  await page.evaluate(() => {
    document.documentElement.dataset.kit = "ready";
  });
  await program.run();
});
