// What a picture may be made of, and nothing else.
//
// A picture of a live run is text from a server about a program that anybody
// may have written. It is parsed where nothing runs, and looked through here
// before it comes into the page. The lists are what crates/timeline writes; a
// test compares them. Only numbers, names and colors by name can be values: no
// address, no style, no script.

export const SVG = "http://www.w3.org/2000/svg";
export const HTML = "http://www.w3.org/1999/xhtml";

/** Elements in elements in elements: pictures are shallow, and checking ends. */
const DEEPEST = 12;

const TEXT = 3; // The type of a node.

const NUMBER = /^-?\d{0,6}(\.\d{1,6})?%?$/;
const COUNT = /^\d{1,16}$/;
const CLASSES = /^[a-z0-9 -]{0,80}$/;
const PATH = /^[MLHVQAZmlhvqaz\d\s.,-]{1,300}$/;
const ID = /^live-[a-z0-9-]{1,40}$/;
const IDS = /^live-[a-z0-9-]{1,40} live-[a-z0-9-]{1,40}$/;
const LOCAL = /^url\(#live-[a-z0-9-]{1,40}\)$/;

const MARK = {
  class: CLASSES,
  "data-at": COUNT,
  "data-from": COUNT,
  "data-to": COUNT,
  "data-task": COUNT,
  "data-line": COUNT,
  "data-row": COUNT,
  "data-thread": COUNT,
  "data-key": /^[a-z0-9/]{1,60}$/,
};
const numbers = (...names) => Object.fromEntries(names.map((name) => [name, NUMBER]));

const DRAWN = {
  g: MARK,
  title: {id: ID},
  desc: {id: ID},
  defs: {},
  pattern: {
    id: ID,
    ...numbers("width", "height"),
    patternUnits: /^userSpaceOnUse$/,
    patternTransform: /^rotate\(45\)$/,
  },
  rect: {...MARK, ...numbers("x", "y", "width", "height", "rx"), fill: LOCAL},
  line: {...MARK, ...numbers("x1", "x2", "y1", "y2")},
  path: {class: CLASSES, d: PATH},
  circle: {class: CLASSES, ...numbers("cx", "cy", "r")},
  text: {class: CLASSES, ...numbers("x", "y", "dx")},
  tspan: {class: CLASSES, ...numbers("dx")},
  svg: {...MARK, ...numbers("x")}, // A mark in px, somewhere in time.
};

/** The outermost element of a drawing. */
const WHOLE = {
  xmlns: /^http:\/\/www\.w3\.org\/2000\/svg$/,
  class: /^timeline$/,
  width: /^100%$/,
  height: NUMBER,
  role: /^img$/,
  "aria-labelledby": IDS,
  "data-total": COUNT,
  "data-end": COUNT,
  "data-language": /^(rust|python)$/,
};

/** What each part of a picture begins with, and what it may hold. */
const PARTS = {
  svg: {first: {[SVG]: {svg: WHOLE}}, within: {[SVG]: DRAWN}},
  table: {
    first: {[HTML]: {table: {class: /^timeline-table$/}}},
    within: {
      [HTML]: {
        thead: {},
        tbody: {},
        tr: {},
        th: {scope: /^col$/},
        td: {colspan: /^3$/},
        code: {},
      },
    },
  },
  legend: {
    first: {[HTML]: {ul: {class: /^timeline-legend$/}}},
    within: {
      [HTML]: {li: {}, span: {class: /^key [a-z]+$/, "aria-hidden": /^true$/}},
      [SVG]: {
        svg: {class: /^timeline-key$/, ...numbers("width", "height"), "aria-hidden": /^true$/},
        path: {class: CLASSES, d: PATH},
        circle: {class: CLASSES, ...numbers("cx", "cy", "r")},
      },
    },
  },
};

/** Looks through a parsed part of a picture; throws at what no picture has. */
export function check(part, root) {
  const {first, within} = PARTS[part];
  look(root, first, {within, place: part, ids: new Set(), depth: 0});
}

function look(node, allowed, around) {
  if (node.nodeType === TEXT) return;
  const attributes = own(own(allowed, node.namespaceURI), node.localName);
  if (!attributes || around.depth > DEEPEST) refuse(`<${node.nodeName}>`, around.place);
  const place = around.depth ? `${around.place} > ${node.localName}` : node.localName;
  const here = {...around, place, depth: around.depth + 1};
  for (const attribute of node.attributes) lookAt(attribute, attributes, here);
  for (const child of node.childNodes) look(child, here.within, here);
}

function lookAt({name, value}, attributes, {place, ids}) {
  if (!own(attributes, name)?.test(value)) refuse(`${name}="${value.slice(0, 60)}"`, place);
  if (name !== "id") return;
  if (ids.has(value)) refuse(`a second id="${value}"`, place);
  ids.add(value);
}

/** What stands under that name; what every object has does not count. */
function own(table, name) {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Says what is wrong with a picture, and where. */
export function refuse(what, place) {
  throw new Error(
    `the picture holds ${what} in ${place}, ` +
      "which no picture has; report it with the program that ran",
  );
}
