// Brings the picture of a live run into the page, above the recorded one.
//
// The picture comes as text. It is parsed where nothing runs and nothing is
// loaded, refused if it holds what no picture holds (allowed.js), and only then
// adopted. What comes out is a block as in the page, ready to be inserted and
// given to `attach` (timelines/block.js):
//
//     <div class="timelines live" data-total="301200">
//       <div class="pictures">
//         <div class="picture" data-language="rust" data-run="this"> …
//         <div class="picture" data-language="rust" data-run="recorded"> …
//       <ul class="timeline-legend">

import {make} from "../make.js";
import {boxOf, copyOf, recordingOf} from "../timelines/original.js";
import {word} from "../words.js";
import {check, refuse} from "./allowed.js";

/** More text than this is no picture: the largest that are drawn have a tenth. */
const LONGEST = 10_000_000;

/**
 * A `.timelines` block of a `timeline` message, and of `original`, a drawing on
 * this page to compare it with, or null. Throws if the message is refused.
 */
export function adoptPicture({svg, summary, table, legend}, {language, original}) {
  const drawing = drawingOf(svg);
  const [rows, keys] = [["table", table], ["legend", legend]].map(([part, text]) =>
    adopted(part, text, "text/html", contents),
  );
  // As mdBook does for all code of a page, which gives it the colors of the theme.
  for (const code of rows.querySelectorAll("code")) code.className = "hljs";
  const recording = original && recordingOf(original);
  const scale = Math.max(...[drawing, recording].map((it) => Number(it?.dataset.total ?? 0)));
  const pictures = make("div", "pictures", picture("this", language, summary, boxed(drawing, scale), rows));
  if (recording) {
    const copy = copyOf(recording, `${drawing.querySelector("title").id}-`);
    const said = original.closest(".picture")?.querySelector(".summary")?.textContent ?? "";
    pictures.append(picture("recorded", language, said, boxed(copy, scale), null));
  }
  const block = make("div", "timelines live", pictures, joined(keys, original));
  block.dataset.total = scale;
  return block;
}

/** The drawing of a message, which is on no page yet. Throws if it is refused. */
export function drawingOf(svg) {
  return adopted("svg", svg, "image/svg+xml", (parsed) => {
    if (parsed.querySelector("parsererror")) refuse("what is not well-formed", "svg");
    return [parsed.documentElement];
  });
}

/** One part of a message, as an element of this page. */
function adopted(part, text, type, rootsOf) {
  if (typeof text !== "string" || text.length > LONGEST) refuse("no text, or too much", part);
  // Entities, instructions, comments: the parser would see to them before us.
  if (/<[!?]/.test(text)) refuse("a declaration", part);
  const roots = rootsOf(new DOMParser().parseFromString(text, type));
  for (const root of roots) check(part, root);
  if (roots.length !== 1) refuse(`${roots.length} elements side by side`, part);
  return document.adoptNode(roots[0]);
}

/** All that text became as HTML. What the parser moves about is in there, too. */
function contents({documentElement, head, body}) {
  const given = [documentElement, head, body].filter((it) => it.attributes.length);
  const nodes = [...head.childNodes, ...body.childNodes];
  return [...given, ...nodes.filter((node) => node.nodeType !== Node.TEXT_NODE)];
}

function picture(run, language, summary, box, rows) {
  const label = make("p", "language", `${word("controls", run === "this" ? "this-run" : run)} `);
  label.append(make("span", "summary", summary));
  const element = make("div", "picture", label, make("div", "drawing timeline-frame", box));
  element.dataset.language = language;
  element.dataset.run = run;
  if (rows) {
    element.append(make("details", "events", make("summary", "", word("controls", "table")), rows));
  }
  return element;
}

function boxed(svg, scale) {
  const box = boxOf(svg, scale);
  box.append(svg);
  return box;
}

/** The legend of this run, and from that of the original what else it explains. */
function joined(keys, original) {
  const known = new Set([...keys.children].map((item) => item.textContent));
  const others = original?.closest(".timelines")?.querySelectorAll(".timeline-legend > li") ?? [];
  for (const item of others) {
    if (!known.has(item.textContent)) keys.append(item.cloneNode(true));
  }
  return keys;
}
