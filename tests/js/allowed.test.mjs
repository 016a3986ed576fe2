// What a picture may be made of: what the renderer draws, and nothing else.

import assert from "node:assert/strict";
import {readdirSync} from "node:fs";
import {test} from "node:test";

import {check} from "../../src/js/programs/allowed.js";
import {read, tree} from "./support.mjs";

const DRAWN = ["blocked", "spawned"].map((name) =>
  read(`crates/timeline/snapshots/${name}.svg`).replaceAll(/(["# ])x-/g, "$1live-7-"),
);

const TABLE = '<table class="timeline-table"><thead><tr><th scope="col">when</th></tr></thead><tbody>'
  + '<tr><td>0.0 s</td><td><code>main</code></td></tr><tr><td colspan="3">… and 4 more</td></tr></tbody></table>';

const LEGEND = '<ul class="timeline-legend"><li><span class="key timer" aria-hidden="true"></span>waits</li>'
  + '<li><svg class="timeline-key" width="12" height="12" aria-hidden="true"><path class="stop" d="M6 0v12"/></svg>ends</li></ul>';

/** Puts something into a drawing, before all that is in it. */
function into(drawing, markup) {
  return tree(drawing.replace("<title", `${markup}<title`));
}

test("what is drawn is allowed", () => {
  for (const drawing of DRAWN) check("svg", tree(drawing));
  check("table", tree(TABLE));
  check("legend", tree(LEGEND));
});

test("every attribute that the renderer can write is known to the check", () => {
  const parts = readdirSync(new URL("../../crates/timeline/src/svg", import.meta.url));
  const sources = ["svg.rs", "pen.rs", "table.rs", "legend.rs", ...parts.map((it) => `svg/${it}`)];
  const allowed = read("src/js/programs/allowed.js").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  for (const source of sources) {
    const text = read(`crates/timeline/src/${source}`).split("#[cfg(test)]")[0];
    for (const [, name] of text.matchAll(/([a-zA-Z-]+)=\\"/g)) {
      assert.match(allowed, new RegExp(`\\b${name}\\b`), `${name} in ${source}`);
    }
  }
});

test("what runs, loads or looks like the page is refused, and where it is is said", () => {
  const cases = {
    "<script/>": /<script> in svg,/,
    '<g><foreignObject/></g>': /<foreignObject> in svg > g,/,
    '<style/>': /<style>/,
    '<use href="#live-7-dots"/>': /<use>/,
    '<a href="javascript:1"/>': /<a>/,
    '<rect><animate attributeName="href"/></rect>': /<animate> in svg > rect,/,
    '<rect onload="x"/>': /onload="x" in svg > rect,/,
    '<rect style="fill:red"/>': /style="fill:red"/,
    '<rect href="http://bad.test"/>': /href=/,
    '<g xlink:href="http://bad.test"/>': /xlink:href=/,
    '<rect fill="red"/>': /fill="red"/,
    '<rect fill="url(http://bad.test/#live-7-dots)"/>': /fill="url\(http/,
    '<rect fill="url(#sidebar)"/>': /fill="url\(#sidebar\)"/,
    '<title id="book-words"/>': /id="book-words"/,
    '<title id="live-7-title"/>': /a second id="live-7-title"/,
    '<rect id="live-7-rect"/>': /id="live-7-rect" in svg > rect,/,
    '<g class="a&#10;b"/>': /class=/,
    '<rect width="99999999"/>': /width=/,
    "<constructor/>": /<constructor>/,
    '<g constructor="1"/>': /constructor="1"/,
    [`${"<g>".repeat(20)}${"</g>".repeat(20)}`]: /<g> in svg > g/,
  };
  for (const [markup, expected] of Object.entries(cases)) {
    assert.throws(() => check("svg", into(DRAWN[0], markup)), {message: expected}, markup);
  }
});

test("a table and a legend hold words", () => {
  const cell = (markup) => tree(TABLE.replace("<code>", `${markup}<code>`));
  const item = (markup) => tree(LEGEND.replace("waits", markup));
  for (const markup of ["<script/>", '<img src="x"/>', '<a href="x"/>', "<svg/>", '<code onclick="x"/>', '<code style="x"/>']) {
    assert.throws(() => check("table", cell(markup)), {message: /in table > tbody > tr > td/}, markup);
    if (markup !== "<svg/>") assert.throws(() => check("legend", item(markup)), {message: /in ul > li/}, markup);
  }
});

test("a part begins with what it is", () => {
  const parts = {svg: TABLE, table: LEGEND, legend: DRAWN[0]};
  for (const [part, markup] of Object.entries(parts)) {
    assert.throws(() => check(part, tree(markup)), {message: new RegExp(`in ${part},`)}, part);
  }
  const other = {...tree(DRAWN[0]), namespaceURI: "http://www.w3.org/1999/xhtml"};
  assert.throws(() => check("svg", other), {message: /<svg> in svg/});
  const comment = {nodeType: 8, nodeName: "#comment"};
  const drawing = tree(DRAWN[0]);
  drawing.childNodes.push(comment);
  assert.throws(() => check("svg", drawing), {message: /<#comment> in svg/});
});
