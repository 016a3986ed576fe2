// What a reader has written is kept.

import assert from "node:assert/strict";
import {utimes} from "node:fs/promises";
import {join} from "node:path";

import {book} from "./support/book.mjs";
import {news, newsNow} from "./support/news.mjs";
import {pages} from "./support/pages.mjs";
import {Program, wordOf} from "./support/program.mjs";
import {endless, LISTING, PAGE, says, VARIATION} from "./support/programs.mjs";
import {ROOT} from "./support/root.mjs";

const here = book();
const test = pages(here);

/** What was run last said this. */
async function prints(program, text) {
  await program.run();
  assert.equal(await program.output(), text);
}

test("an edit is there after a reload", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("mine"));
  await page.reload();
  await program.isMarked();
  await prints(program, "mine\n");
});

test("an edit of an earlier version of a program is offered, and not put in its place", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("older"));
  await program.run();
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.startsWith("edit:"));
    localStorage.setItem(key.replace(/[^:]*$/, "0123abcd"), localStorage.getItem(key));
    localStorage.removeItem(key);
  });
  await page.reload();
  assert.equal(await page.locator(".twin.changed").count(), 0);
  await program.twin.getByText(await wordOf(page, "show-older")).click();
  await prints(program, "older\n");
});

test("an edit of one program is none of another", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("mine"));
  await page.reload();
  await program.isMarked();
  assert.equal(await page.locator(".twin.changed").count(), 1);
});

test("arrow keys in the editor turn no page", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.replace("ab");
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"]) {
    await page.keyboard.press(key);
  }
  await program.type("here");
  assert.equal(await program.edited(), "ahereb");
  assert.match(page.url(), /joining\.html$/);
});

test("an edit is there after an arrow key has turned the page", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("mine"));
  await page.locator(".menu-title").click();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/tasks\.html/);
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/joining\.html/);
  await prints(program, "mine\n");
});

test("an edit is there in a tab that is opened later", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace(says.python("mine"));
  await program.run();
  await prints(new Program(await open(PAGE), LISTING, "python"), "mine\n");
});

test("a tab that knows nothing of an edit does not undo it", async ({open}) => {
  const [first, second] = [await open(PAGE), await open(PAGE)];
  const program = new Program(first, LISTING, "python");
  await first.bringToFront();
  await program.replace(says.python("mine"));
  await program.run();
  await second.bringToFront();
  await new Program(second, VARIATION, "python").replace(says.python("another"));
  await second.close();
  await first.bringToFront();
  await first.reload();
  await prints(program, "mine\n");
});

test("two tabs run the same program", async ({open}) => {
  const tabs = [await open(PAGE), await open(PAGE)];
  const programs = tabs.map((page) => new Program(page, LISTING, "python"));
  for (const program of programs) {
    await program.page.bringToFront();
    await program.replace(endless.python);
    await program.start();
    await program.prints("going");
  }
  await tabs[0].bringToFront();
  await programs[0].stop();
  assert.equal(await programs[1].section.getAttribute("data-state"), "running");
});

test("a page that was saved is reloaded, and the edit is there", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("mine"));
  await page.keyboard.press("Escape");
  await page.evaluate(() => (window.before = true));
  await save();
  await page.waitForFunction(() => !window.before);
  await prints(program, "mine\n");
});

test("a page that was saved is not reloaded while someone writes", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace("mi");
  await page.evaluate(() => {
    window.before = true;
    document.addEventListener("book:reload", () => (window.asked = true));
  });
  await save();
  await page.waitForFunction(() => window.asked);
  await program.type("ne");
  assert.equal(await program.edited(), "mine");
  assert.equal(await page.evaluate(() => window.before), true);
});

test("a page that was saved is reloaded after the program has ended", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(endless.python);
  await page.keyboard.press("Escape");
  await program.runButton.click();
  await program.prints("going");
  await page.evaluate(() => {
    window.before = true;
    document.addEventListener("book:reload", () => (window.asked = true));
  });
  await save();
  await page.waitForFunction(() => window.asked);
  assert.equal(await program.section.getAttribute("data-state"), "running");
  await program.runButton.click();
  await page.waitForFunction(() => !window.before);
  await program.isMarked();
});

/** Saves a page as it is: the server builds the book again. */
async function save() {
  const {version} = await newsNow(here.url);
  const now = new Date();
  await utimes(join(ROOT, "src", PAGE.replace(".html", ".md")), now, now);
  for await (const later of news(here.url, AbortSignal.timeout(60_000))) {
    if (later.version !== version) return;
  }
}
