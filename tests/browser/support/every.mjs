// Every page of the static site.

import {readdirSync} from "node:fs";

import {mustBeThere, SITE} from "./site.mjs";

/** The whole book on one page, for paper. */
export const PRINT = "print.html";

/** The names of all pages. */
export function everyPage() {
  mustBeThere(SITE);
  const files = readdirSync(SITE, {recursive: true});
  return files.filter((file) => file.endsWith(".html")).sort();
}
