// Every page of the static site.

import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";

import {ROOT} from "./root.mjs";

export const SITE = process.env.SITE ?? join(ROOT, "book");

/** The whole book on one page, for paper. */
export const PRINT = "print.html";

/** The names of all pages. */
export function everyPage() {
  if (!existsSync(join(SITE, "index.html"))) {
    throw new Error("there is no static site\n  cargo book build");
  }
  const files = readdirSync(SITE, {recursive: true});
  return files.filter((file) => file.endsWith(".html")).sort();
}
