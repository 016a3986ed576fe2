// Runs all tests: `npm test`. Those that only read the static site come first,
// and two files of them at a time. Those that start a server, save a page,
// measure what moves or how long it takes, or take both processors by
// themselves, as everypage does, come then, one at a time.

import {spawnSync} from "node:child_process";
import {readdirSync} from "node:fs";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";

/** As many as the machines of CI have processors. */
const TOGETHER_MAX = 2;

const TOGETHER = ["walk", "valid", "site", "frame", "print"].map((it) => `${it}.test.mjs`);

const folder = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(folder).filter((file) => file.endsWith(".test.mjs"));
const lost = TOGETHER.filter((file) => !all.includes(file));
if (lost.length) throw new Error(`all.mjs names files that are not there: ${lost.join(" ")}`);

const statuses = [run(TOGETHER_MAX, TOGETHER), run(1, all.filter((file) => !TOGETHER.includes(file)))];
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;

function run(concurrency, files) {
  const {status} = spawnSync(process.execPath, ["--test", `--test-concurrency=${concurrency}`, ...files], {
    cwd: folder,
    stdio: "inherit",
  });
  return status;
}
