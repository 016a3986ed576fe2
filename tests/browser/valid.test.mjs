// Every page of the static site is valid HTML, and what it refers to is there.

import assert from "node:assert/strict";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";

import {HtmlValidate, StaticConfigLoader} from "html-validate";

import {everyPage, PRINT} from "./support/every.mjs";
import {read, target} from "./support/references.mjs";
import {SITE} from "./support/site.mjs";

/** The standard's rules as far as they are not a matter of taste. */
const CONFIG = {
  extends: ["html-validate:standard"],
  rules: {
    // Hashes of files are for files of other hosts, and there are none.
    "require-sri": "off",
    // `<div role="banner">` is the same as `<header>`; mdBook chose the element.
    "prefer-native-element": "off",
    // The help stands before the title of the page, and begins with an `<h2>`.
    "heading-level": ["error", {minInitialRank: "h2", sectioningRoots: []}],
    // Below, for SVG as well, and in a thousandth of the time.
    "no-missing-references": "off",
  },
};

/** On the page for print, every chapter keeps its title. */
const CONFIG_OF_PRINT = {
  ...CONFIG,
  rules: {...CONFIG.rules, "heading-level": ["error", {minInitialRank: "h2", sectioningRoots: [], allowMultipleH1: true}]},
};

/** So many are told of one page. */
const TOLD_MAX = 20;

const paths = everyPage();
const texts = new Map(paths.map((path) => [path, readFileSync(join(SITE, path), "utf8")]));
const known = new Map(paths.map((path) => [path, read(texts.get(path))]));

for (const path of paths) {
  test(`${path} is valid`, async () => {
    const config = path === PRINT ? CONFIG_OF_PRINT : CONFIG;
    const validator = new HtmlValidate(new StaticConfigLoader(config));
    const {results} = await validator.validateString(texts.get(path), path);
    const messages = results.flatMap((it) => it.messages);
    const told = messages.map(({line, column, ruleId, message}) => `${path}:${line}:${column} ${ruleId}: ${message}`);
    assert.deepEqual(told.slice(0, TOLD_MAX), []);
  });
}

test("what a page refers to is on the page", () => {
  const lost = paths.flatMap((path) => {
    const {ids, refers} = known.get(path);
    return [...new Set(refers)].filter((id) => !ids.has(id)).map((id) => `${path}: no ${id}`);
  });
  assert.deepEqual(lost, []);
});

test("links within the site lead somewhere", () => {
  const lost = paths.flatMap((path) => {
    const links = [...new Set(known.get(path).links)];
    return links.filter((link) => leadsNowhere(link, path)).map((link) => `${path}: ${link}`);
  });
  assert.deepEqual(lost, []);
});

function leadsNowhere(link, from) {
  const to = target(link, from);
  if (!to) return false;
  const page = known.get(to.path);
  if (!page) return !existsSync(join(SITE, to.path));
  return to.id !== "" && !page.ids.has(to.id);
}
