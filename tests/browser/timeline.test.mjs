// After a run its timeline stands above the recorded one.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE, sleeper} from "./support/programs.mjs";

const test = pages(book());

const pixelsPerSecond = (svg) =>
  svg.evaluate((it) => (it.getBoundingClientRect().width / it.dataset.total) * 1e6);

/** How long the longest bar of a picture is, in microseconds. */
const longest = (svg) =>
  svg.evaluate((it) => {
    const bars = [...it.querySelectorAll(".lane [data-from][data-to]")];
    return Math.max(...bars.map(({dataset}) => dataset.to - dataset.from));
  });

for (const language of ["rust", "python"]) {
  test(`this run and the recorded one are on one scale, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), LISTING, language);
    await program.replace(sleeper[language](500));
    await program.run();
    await program.draws();
    const [live, recorded, ...others] = await program.drawings.all();
    assert.equal(others.length, 0);
    const [perSecond, other] = await Promise.all([live, recorded].map(pixelsPerSecond));
    assert.ok(Math.abs(perSecond / other - 1) < 0.01, `${perSecond} and ${other} px per second`);
  });

  test(`a longer sleep is a longer bar, in ${language}`, async ({open}) => {
    const program = new Program(await open(PAGE), LISTING, language);
    await program.replace(sleeper[language](500));
    await program.run();
    await program.draws();
    const [live, recorded] = await program.drawings.all();
    // On a slow machine a task begins to wait a while after its time was set.
    const [now, then] = [await longest(live), await longest(recorded)];
    assert.ok(now > 400_000, `${now} µs`);
    assert.ok(then < 400_000, `${then} µs`);
  });
}

test("a second run replaces the picture of the first", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  for (const millis of [100, 400]) {
    await program.replace(sleeper.python(millis));
    await program.run();
    // The picture of the last run stays until there is a new one.
    while ((await longest(program.drawings.first())) < millis * 1000);
  }
  assert.equal(await program.timelines.count(), 1);
});

test("the picture of a run can be played", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "rust");
  await program.run();
  await program.draws();
  assert.equal(await program.timelines.getByRole("slider").count(), 1);
});
