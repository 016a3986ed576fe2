// A program has the same colors in the editor as on the page.

import assert from "node:assert/strict";
import {test} from "node:test";

import {pieces} from "../../src/js/programs/colors.js";
import {read} from "./support.mjs";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A program as crates/finish writes it. */
function painted(language, text) {
  let at = 0;
  const parts = pieces(language, text).map(({from, to, kind}) => {
    const before = text.slice(at, from);
    at = to;
    return `${escaped(before)}<span class="${kind}">${escaped(text.slice(from, to))}</span>`;
  });
  return parts.join("") + escaped(text.slice(at));
}

for (const language of ["rust", "python"]) {
  test(`${language} is painted as when the book was built`, () => {
    const [text, html] = ["txt", "html"].map((kind) => read(`crates/finish/snapshots/${language}.${kind}`));
    assert.equal(painted(language, text), html);
  });
}

test("what is not finished is painted, too", () => {
  assert.equal(painted("rust", 'let a = "'), '<span class="k">let</span> a = <span class="s">"</span>');
  assert.equal(painted("python", ""), "");
});
