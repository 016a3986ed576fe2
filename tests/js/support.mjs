// A page without a browser, as far as tests need one.

import {readFileSync} from "node:fs";

const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";

/** The text of a file of the project. */
export function read(path) {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/**
 * A tree of well-formed markup, with as much of the DOM as a check reads. What
 * a browser's parser would do with other markup, tests in a browser see.
 */
export function tree(markup) {
  const root = {namespaceURI: HTML, childNodes: []};
  const open = [root];
  for (const [, text, end, name, attributes, closed] of markup.matchAll(
    /([^<]+)|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g,
  )) {
    const parent = open.at(-1);
    if (text) parent.childNodes.push({nodeType: 3, nodeName: "#text", data: text});
    else if (end) open.pop();
    else {
      const node = element(name, attributes, parent);
      parent.childNodes.push(node);
      if (!closed) open.push(node);
    }
  }
  return root.childNodes.find((node) => node.nodeType === 1);
}

function element(name, attributes, parent) {
  const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
  return {
    nodeType: 1,
    nodeName: name,
    localName: name,
    namespaceURI: name === "svg" ? SVG : parent.namespaceURI,
    attributes: pairs.map(([, name, value]) => ({name, value})),
    childNodes: [],
  };
}
