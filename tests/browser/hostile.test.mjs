// What a picture of a run may not bring into the page, from a server that
// cannot be trusted: the page looks at it as if anybody had written it.

import assert from "node:assert/strict";

import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {LISTING, PAGE} from "./support/programs.mjs";
import {scripted} from "./support/script.mjs";

const test = pages(book());

/** Puts something into the drawing, before its end. */
const inside = (text) => (parts) => ({...parts, svg: parts.svg.replace(/<\/svg>\s*$/, `${text}</svg>`)});

/** Puts something into its first tag. */
const outside = (text) => (parts) => ({...parts, svg: parts.svg.replace("<svg ", `<svg ${text} `)});

const HOSTILE = {
  "a script": inside("<script>window.hacked = 1</script>"),
  "a handler": inside('<rect width="9" height="9" onmouseover="window.hacked = 1"/>'),
  "a handler at the top": outside('onload="window.hacked = 1"'),
  "a focus that is a handler": outside('tabindex="0" autofocus="" onfocus="window.hacked = 1"'),
  "HTML": inside(
    '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="window.hacked = 1"/></foreignObject>',
  ),
  "an image from elsewhere": inside('<image href="https://example.com/x.png"/>'),
  "a link": inside('<a href="javascript:window.hacked = 1"><text>x</text></a>'),
  "a copy from elsewhere": inside('<use href="https://example.com/x.svg#x"/>'),
  "an animation": inside('<set attributeName="onclick" to="window.hacked = 1"/>'),
  "a style sheet": inside("<style>* { display: none }</style>"),
  "a style": inside('<rect width="9" height="9" style="position: fixed"/>'),
  "a fill from elsewhere": inside('<rect width="9" height="9" fill="url(https://example.com/#x)"/>'),
  "an id of the page": inside('<g><title id="book-words">x</title></g>'),
  "an entity": ({svg, ...parts}) => ({
    ...parts,
    svg: `<!DOCTYPE svg [<!ENTITY x "<script>window.hacked = 1</script>">]>${svg.replace("</svg>", "&x;</svg>")}`,
  }),
  "HTML instead of it": (parts) => ({...parts, svg: "<p onclick='window.hacked = 1'>hi</p>"}),
  "nothing": (parts) => ({...parts, svg: ""}),
  "no string": (parts) => ({...parts, svg: {toString: "no"}}),
  "an end that is missing": inside("<g>"),
  "an image in its table": (parts) => ({
    ...parts,
    table: '<table class="timeline-table"><tbody><tr><td><img src=x onerror="window.hacked = 1"></td></tr></tbody></table>',
  }),
  "a script in its table": (parts) => ({
    ...parts,
    table: '<table class="timeline-table"><script>window.hacked = 1</script></table>',
  }),
  "a handler in its legend": (parts) => ({
    ...parts,
    legend: '<ul class="timeline-legend"><li onclick="window.hacked = 1">x</li></ul>',
  }),
};

test("a picture as the server draws it is shown", async ({open}) => {
  const {ends, program} = await figure(open);
  await ends((parts) => parts);
  await program.draws();
});

test("a summary is text", async ({open}) => {
  const {ends, page, program} = await figure(open);
  const summary = "<img src=x onerror='window.hacked = 1'>";
  await ends((parts) => ({...parts, summary}));
  await program.draws();
  assert.match(await program.timelines.textContent(), new RegExp(summary));
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

// On one page, one after another: to open one takes longer than all of them.
test("what no picture holds is refused", async ({open}, t) => {
  const {ends, page, program} = await figure(open);
  for (const [what, spoil] of Object.entries(HOSTILE)) {
    await t.test(what, async () => {
      await ends(spoil);
      await program.hints("no-picture");
      assert.equal(await program.timelines.count(), 0);
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.match(await program.output(), /^all the same\n/);
    });
  }
});

/** A figure, and a run of it that ends with a picture to which something was done. */
async function figure(open) {
  const page = await open(PAGE);
  const runs = await scripted(page);
  const program = new Program(page, LISTING, "rust");
  const parts = await page.evaluate(partsOf, LISTING);
  async function ends(spoil) {
    await program.start();
    const run = await runs.next();
    run.send({is: "started"}, {is: "out", text: "all the same\n"});
    run.send({is: "ended", how: "finished", millis: 1}, {is: "timeline", ...spoil(parts)});
    run.close();
    await program.ended("finished");
  }
  return {ends, page, program};
}

/** The recorded picture of a figure, as if it were of a run. Runs in the page. */
async function partsOf(listing) {
  const text = await (await fetch(location.href)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const figure = page.querySelector(`figure[data-listing="${listing}"]`);
  const picture = figure.querySelector('.picture[data-language="rust"]');
  const svg = picture.querySelector("svg.timeline");
  const name = svg.querySelector("title").id.replace(/-title$/, "");
  return {
    svg: new XMLSerializer().serializeToString(svg).replaceAll(name, "live-1-rust"),
    summary: picture.querySelector(".summary").textContent,
    // A page marks all of its code when it is built.
    table: picture.querySelector("table").outerHTML.replaceAll(' class="hljs"', ""),
    legend: figure.querySelector(".timeline-legend").outerHTML,
  };
}
