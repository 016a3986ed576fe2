// Runs all tests: `npm test`, two files of them at a time. Those come last,
// and one at a time, that save a page, measure how long the page is busy, or take
// both processors by themselves, as everypage does.

import {execFile} from "node:child_process";
import {readdirSync} from "node:fs";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";

/** As many as the machines of CI have processors. */
const TOGETHER_MAX = 2;

/** Takes longest: begun last, it would leave a processor without work. */
const FIRST = ["weight.test.mjs"];
const ALONE = ["everypage", "keep", "idle", "output"].map((it) => `${it}.test.mjs`);

/** More than any of them says. */
const SAID_BYTES_MAX = 64 * 1024 * 1024;

const folder = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(folder).filter((file) => file.endsWith(".test.mjs"));
const lost = [...FIRST, ...ALONE].filter((file) => !all.includes(file));
if (lost.length) throw new Error(`all.mjs names files that are not there: ${lost.join(" ")}`);
const others = all.filter((file) => !FIRST.includes(file) && !ALONE.includes(file));

const failed = [...(await run(TOGETHER_MAX, [...FIRST, ...others])), ...(await run(1, ALONE))];
console.log(failed.length ? `failed: ${failed.join(" ")}` : `${all.length} files of tests, and all is well`);
process.exitCode = failed.length ? 1 : 0;

/** Runs the files, so many at a time, and gives the names of those that fail. */
async function run(together, files) {
  const waiting = [...files];
  const failed = [];
  const work = async () => {
    for (let file; (file = waiting.shift()); ) {
      const {error, said} = await test(file);
      console.log(`${file}\n${said}`);
      if (error) failed.push(file);
    }
  };
  await Promise.all(Array.from({length: together}, work));
  return failed;
}

/** Runs the file, and gives what it said: all at once, so that no two mix. */
function test(file) {
  const options = {cwd: folder, maxBuffer: SAID_BYTES_MAX};
  return new Promise((resolve) => {
    execFile(process.execPath, ["--test", "--test-reporter=spec", file], options, (error, stdout, stderr) => {
      // With an exit status, the file has said why itself.
      const why = error && typeof error.code !== "number" ? `${error.message}\n` : "";
      resolve({error, said: stdout + stderr + why});
    });
  });
}
