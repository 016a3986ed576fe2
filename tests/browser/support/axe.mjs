// What axe finds wrong with the parts of a page that are ours. What mdBook
// puts around them has an issue of its own, so axe looks at nothing else.

import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OURS = [".listing", ".run", ".scratch"];

/**
 * One line for each violation: the rule, what it wants, and where. In all that
 * is ours, or in one element of it.
 */
export async function violations(page, within = null) {
  // Not a `<script>` in the page: its content security policy refuses those.
  await page.evaluate(`${SOURCE}; 0`);
  const element = await within?.elementHandle();
  return page.evaluate(async ([selectors, only]) => {
    const ours = selectors.filter((it) => document.querySelector(it)).map((it) => [it]);
    const {violations} = await axe.run(only ?? {include: ours});
    return violations.map(({id, help, nodes}) => {
      const where = nodes.map(({target, failureSummary}) => `${target}: ${failureSummary}`);
      return `${id}: ${help}\n  ${where.join("\n  ")}`;
    });
  }, [OURS, element]);
}
