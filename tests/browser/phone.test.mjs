// The page on a phone.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {endless, LISTING, PAGE, says, sleeper} from "./support/programs.mjs";

const declare = pages(book());
const test = (name, body) => declare(name, {phone: true}, body);

/** The smallest size that fingers hit: WCAG 2.2, 2.5.8. */
const TARGET_PX_MIN = 24;

const LONG = `fn main() {\n    println!("{}", "wide ".repeat(200));\n}\n`;

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("no button is too small or beside the screen", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.replace(sleeper.rust(200));
  await program.runButton.tap();
  await program.ended("finished");
  await program.draws();
  const buttons = await program.figure.getByRole("button").filter({visible: true}).all();
  assert.ok(buttons.length > 4);
  for (const button of buttons) {
    const {x, width, height} = await button.boundingBox();
    const what = await button.evaluate((it) => it.outerHTML);
    assert.ok(x >= 0 && x + width <= 390, `beside the screen: ${what}`);
    assert.ok(Math.min(width, height) >= TARGET_PX_MIN, `${width} × ${height}: ${what}`);
  }
});

test("the page is as wide as the screen, after a run", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.runButton.tap();
  await program.ended("finished");
  await program.draws();
  assert.equal(await overflow(page), 0);
});

test("the page is as wide as the screen, with a long line", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.replace(LONG);
  await program.runButton.tap();
  await program.ended("finished");
  await program.prints(/wide wide/);
  assert.equal(await overflow(page), 0);
});

test("a program is changed and run by touch", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.editButton.tap();
  await program.editor.tap();
  await program.replace(says.python("mine"));
  await program.runButton.tap();
  await program.ended("finished");
  assert.equal(await program.output(), "mine\n");
});

test("Stop is reached by touch", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace(endless.python);
  await program.runButton.tap();
  await program.prints("going");
  await program.runButton.tap();
  await program.ended("stopped");
});
