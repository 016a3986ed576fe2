// A run is saved as one picture.

import assert from "node:assert/strict";
import {readFile} from "node:fs/promises";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE, sleeper} from "./support/programs.mjs";

const test = pages(book());

test("a saved picture needs nothing else", async ({open}) => {
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "rust");
  await program.replace(sleeper.rust(300));
  await program.run();
  const saving = page.waitForEvent("download");
  await program.saveButton.click();
  const download = await saving;
  assert.match(download.suggestedFilename(), /\.svg$/);
  const text = await readFile(await download.path(), "utf8");
  for (const part of ["tokio::time::sleep", "slept 300"]) assert.ok(text.includes(part), part);
  assert.deepEqual(await page.evaluate(faults, text), []);
});

/** Why a picture is none that stands by itself. Runs in the page. */
async function faults(text) {
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  const broken = picture.querySelector("parsererror");
  if (broken) return [broken.textContent];
  const outside = [...picture.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({name, value}) =>
      /^(on|src$|href$|xlink:href$)/.test(name) ? !/^(#|data:)/.test(value) : /url\((?!["']?#)/.test(value),
    ),
  );
  const found = outside.map(({name, value}) => `${name}=${value}`);
  if (picture.querySelector("script, foreignObject")) found.push("script or foreignObject");
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], {type: "image/svg+xml"}));
  await image.decode().catch((error) => found.push(error.message));
  if (!image.naturalWidth || !image.naturalHeight) found.push("has no size");
  return found;
}
