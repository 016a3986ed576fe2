// What a program prints is shown as text, with its colors, however much it is.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE} from "./support/programs.mjs";
import {scripted} from "./support/script.mjs";

const test = pages(book());

/** An answer that a person would call immediate. */
const GAP_MS_MAX = 1000;

test("HTML that a program prints is text", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  const html = `<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>`;
  await program.replace(`print('${html}')\n`);
  await program.run();
  assert.equal(await program.output(), `${html}\n`);
  assert.equal(await program.terminal.locator("img, script").count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test("ANSI colors are colors", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace('print("\\x1b[31mred\\x1b[0m plain \\x1b[1mbold\\x1b[0m")\n');
  await program.run();
  assert.equal(await program.output(), "red plain bold\n");
  const styleOf = (text, name) =>
    program.terminal.getByText(text, {exact: true}).evaluate((it, key) => getComputedStyle(it)[key], name);
  const plain = await program.terminal.locator("code").evaluate((it) => getComputedStyle(it).color);
  assert.notEqual(await styleOf("red", "color"), plain);
  assert.ok(Number(await styleOf("bold", "fontWeight")) >= 600);
});

test("other escape sequences are not shown, and do nothing", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  const title = "\\x1b]0;title\\x07";
  const link = "\\x1b]8;;https://example.com\\x1b\\\\";
  await program.replace(`print("${title}a${link}b\\x1b[2J\\x1b[10;10Hc")\n`);
  await program.run();
  assert.equal(await program.output(), "abc\n");
  assert.equal(await program.terminal.locator("a").count(), 0);
});

test("more than is shown is counted, and said", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace('for i in range(100_000): print("line", i)\n');
  await program.run();
  await program.hints("hidden");
  await program.prints("line 0");
});

test("the page answers during 100,000 lines", async ({open}) => {
  const page = await open(PAGE);
  const runs = await scripted(page);
  const program = new Program(page, LISTING, "python");
  await program.runButton.click();
  const run = await runs.next();
  run.send({is: "started"});
  await page.evaluate(beat);
  for (let line = 0; line < 100_000; line += 100) {
    const lines = Array.from({length: 100}, (_, index) => `line ${line + index}\n`);
    run.send({is: "out", text: lines.join("")});
  }
  run.end("finished", {millis: 1});
  await program.ended("finished");
  await program.prints("line 99999");
  const gap = await page.evaluate(() => window.gap);
  assert.ok(gap < GAP_MS_MAX, `it did not answer for ${gap} ms`);
});

/** Notes the longest time in which the page did not get to anything else. */
function beat() {
  window.gap = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.gap = Math.max(window.gap, now - last);
    last = now;
  }, 10);
}
