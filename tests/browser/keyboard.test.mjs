// Everything is done with the keyboard alone.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {endless, LISTING, PAGE, PRINTED, says} from "./support/programs.mjs";

const test = pages(book());

/** More stops than a page has. */
const TABS_MAX = 400;

test("Tab leads to Run, and Enter runs", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await tabTo(program.runButton);
  await program.page.keyboard.press("Enter");
  await program.ended("finished");
  assert.equal(await program.output(), PRINTED);
});

test("Enter stops what Enter started", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace(endless.python);
  await program.page.keyboard.press("Escape");
  await program.runButton.focus();
  await program.page.keyboard.press("Enter");
  await program.prints("going");
  await program.runButton.and(program.page.locator(":focus")).waitFor();
  await program.page.keyboard.press("Enter");
  await program.ended("stopped");
});

test("Edit, type, Ctrl-Enter", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  const {keyboard} = program.page;
  await tabTo(program.editButton);
  await keyboard.press("Enter");
  await program.editor.and(program.page.locator(":focus")).waitFor();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type('print("mine")');
  await keyboard.press("Control+Enter");
  await program.ended("finished");
  assert.equal(await program.output(), "mine\n");
});

test("Escape leaves the editor, and Tab goes on from there", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  const {keyboard} = program.page;
  await program.replace(says.rust("mine"));
  await keyboard.press("Escape");
  await program.page.waitForFunction(() => !document.activeElement.closest(".cm-editor"));
  const focused = program.figure.locator(":focus");
  assert.equal(await focused.count(), 1, "the focus is still in the figure");
  await keyboard.press("Tab");
  await program.page.waitForFunction(() => !document.activeElement.closest(".cm-editor"));
});

test("Enter on a place in a message goes there", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  const {keyboard} = program.page;
  await program.replace('print("before")\nraise ValueError("oh")\n');
  await keyboard.press("Control+Enter");
  await program.ended("failed");
  await program.places.last().focus();
  await keyboard.press("Enter");
  await program.type("here");
  assert.match((await program.edited()).split("\n")[1], /here/);
});

test("a long output is scrolled with the keyboard", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace("for i in range(500): print(i)\n");
  await program.page.keyboard.press("Control+Enter");
  await program.ended("finished");
  await program.terminal.focus();
  const top = () => program.terminal.evaluate((it) => it.scrollTop);
  await program.page.keyboard.press("Home");
  await program.page.waitForFunction((it) => it.scrollTop === 0, await program.terminal.elementHandle());
  await program.page.keyboard.press("PageDown");
  await program.page.waitForFunction((it) => it.scrollTop > 0, await program.terminal.elementHandle());
  assert.ok((await top()) > 0);
});

/** Presses Tab until this has the focus. */
async function tabTo(button) {
  const page = button.page();
  const element = await button.elementHandle();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    await page.keyboard.press("Tab");
    if (await element.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error(`Tab, ${TABS_MAX} times, does not lead there`);
}
