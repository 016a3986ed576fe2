// What axe finds wrong with a page, or with the parts of it that are ours.

import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OURS = [".listing", ".run", ".scratch"];

/** WCAG 2.2, level AA, and what the makers of axe would have besides. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * One line for each violation: the rule, what it wants, and where. In all that
 * is ours, or in one element of it.
 */
export async function violations(page, within = null) {
  return found(page, {include: OURS, only: await within?.elementHandle()});
}

/** Those in all of a page: some rules are about nothing less. Or in all but some. */
export function violationsOfAll(page, exclude = []) {
  return found(page, {include: ["html"], exclude});
}

async function found(page, where) {
  // Not a `<script>` in the page: its content security policy refuses those.
  await page.evaluate(`if (!globalThis.axe) { ${SOURCE} } 0`);
  return page.evaluate(async ([{include, exclude = [], only}, values]) => {
    const there = (selectors) => selectors.filter((it) => document.querySelector(it)).map((it) => [it]);
    const context = only ?? {include: there(include), exclude: there(exclude)};
    const options = {resultTypes: ["violations"], runOnly: {type: "tag", values}};
    const {violations} = await axe.run(context, options);
    return violations.map(({id, help, nodes}) => {
      const where = nodes.map(({target, failureSummary}) => `${target}: ${failureSummary}`);
      return `${id}: ${help}\n  ${where.join("\n  ")}`;
    });
  }, [where, TAGS]);
}
