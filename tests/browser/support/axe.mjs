// What axe finds wrong with a page, or with the parts of it that are ours.

import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OURS = [".listing", ".run", ".scratch"];

/** WCAG 2.2, level AA, and what the makers of axe would have besides. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * One line for each violation: the rule, what it wants, and where. In all that
 * is ours, or in one element of it; of all rules, of those about `colors`, or of
 * `all but colors`.
 */
export async function violations(page, within = null, rules = "all") {
  return found(page, {include: OURS, only: await within?.elementHandle(), rules});
}

/** Those in all of a page: some rules are about nothing less. Or in all but some. */
export function violationsOfAll(page, {exclude = [], rules = "all"} = {}) {
  return found(page, {include: ["html"], exclude, rules});
}

async function found(page, where) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await bring(page);
  return page.evaluate(async ([{include, exclude = [], only, rules}, tags]) => {
    const there = (selectors) => selectors.filter((it) => document.querySelector(it)).map((it) => [it]);
    const context = only ?? {include: there(include), exclude: there(exclude)};
    const ofColors = axe.getRules(tags).filter((it) => it.tags.includes("cat.color")).map((it) => it.ruleId);
    const options = {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}};
    if (rules === "colors") options.runOnly = {type: "rule", values: ofColors};
    if (rules === "all but colors") options.rules = Object.fromEntries(ofColors.map((it) => [it, {enabled: false}]));
    const {violations} = await axe.run(context, options);
    return violations.map(({id, help, nodes}) => {
      const where = nodes.map(({target, failureSummary}) => `${target}: ${failureSummary}`);
      return `${id}: ${help}\n  ${where.join("\n  ")}`;
    });
  }, [where, TAGS]);
}

/** Not a `<script>` in the page: its content security policy refuses those. */
async function bring(page) {
  await page.evaluate(`${SOURCE}; 0`);
  // Nobody reads the HTML of each element that is well.
  await page.evaluate(() => axe.configure({noHtml: true}));
}
