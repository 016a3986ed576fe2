// Measures pages of built books as a first visit over a slow network finds
// them: `npm run weigh`, or
//
//     npm run weigh -- --runs 5 ours=../../book/pools.html theirs=/some/book/page.html
//
// The site of a page is the outermost folder above it with an `index.html`.
// Times are of this machine and this moment; the checks in `weight.test.mjs`
// are of what does not depend on them.

import {existsSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {parseArgs} from "node:util";

import {violationsOfAll} from "./support/axe.mjs";
import {launch} from "./support/chromium.mjs";
import {measured} from "./support/measured.mjs";
import {noteShifts, shiftsOf} from "./support/shifts.mjs";
import {Site, SITE} from "./support/site.mjs";

/** The page with the most listings. */
const HEAVIEST = join(SITE, "pools.html");

/** The columns, what a column tells of the runs, and its unit. */
const COLUMNS = {
  requests: {of: "requests"},
  kB: {of: "bytes", show: (bytes) => (bytes / 1024).toFixed(0)},
  "FCP ms": {of: "paint", show: whole},
  "LCP ms": {of: "largest", show: whole},
  "load ms": {of: "load", show: whole},
  CLS: {of: "shift", show: (shift) => shift.toFixed(3)},
  "TBT ms": {of: "blocked", show: whole},
};

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {runs: {type: "string", default: "3"}},
});
const browser = await launch();
try {
  const rows = [];
  for (const page of positionals.length ? positionals : [HEAVIEST]) {
    rows.push(await row(page, Number(values.runs)));
  }
  print([["page", ...Object.keys(COLUMNS), "axe"], ...rows]);
} finally {
  await browser.close();
}

/** A line of the table: the median of several visits. */
async function row(argument, runs) {
  const {name, file} = asked(argument);
  const site = new Site(siteOf(file));
  await site.start();
  try {
    const all = [];
    for (let run = 0; run < runs; run++) all.push(await visit(site, relative(site.root, file)));
    const cells = Object.values(COLUMNS).map(({of, show = String}) => show(median(all.map((it) => it[of]))));
    return [name, ...cells, all.at(-1).rules.join(" ") || "0"];
  } finally {
    site.end();
  }
}

/** `ours=book/pools.html`, or the path alone. */
function asked(argument) {
  const [, name, path] = argument.match(/^(?:([^=/]+)=)?(.*)$/);
  const file = resolve(path);
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  return {name: name ?? relative(process.cwd(), file), file};
}

function siteOf(file) {
  let found = null;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "index.html"))) found = folder;
  }
  return found ?? dirname(file);
}

async function visit(site, path) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}});
  try {
    await noteShifts(context);
    site.sent.length = 0;
    const {page, times} = await measured(context, `${site.url}/${path}`);
    const bytes = site.sent.reduce((sum, it) => sum + it.bytes, 0);
    const {sum: shift} = await shiftsOf(page);
    const found = {...times, bytes, requests: site.sent.length, shift};
    const rules = (await violationsOfAll(page)).map((it) => it.split(":")[0]);
    return {...found, rules};
  } finally {
    await context.close();
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function whole(number) {
  return number.toFixed(0);
}

/** Rows with their columns one below the other; the first to the left. */
function print(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const pad = (cell, at) => (at === 0 || at === row.length - 1 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]));
    console.log(row.map(pad).join("  ").trimEnd());
  }
}
