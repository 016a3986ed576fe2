// What refers to what within a site: ids, and links to pages and to places on
// pages. Read from the text of pages that are known to be valid.

/** Attributes whose value is a list of ids. */
const LISTS = /\s(?:aria-controls|aria-describedby|aria-labelledby|aria-owns|for|popovertarget)="([^"]*)"/g;

/** In SVG: what a shape is filled with. */
const URLS = /="url\(#([^)]*)\)"/g;

const LINKS = /\shref="([^"]*)"/g;
const IDS = /\sid="([^"]*)"/g;

/** Scripts and comments hold no elements. */
const OTHER_TEXT = /<!--[^]*?-->|<script\b[^]*?<\/script>/g;

/** A page's ids, what it refers to on itself, and where it links to. */
export function read(html) {
  const text = html.replace(OTHER_TEXT, "");
  const all = (pattern) => [...text.matchAll(pattern)].map(([, value]) => value);
  return {
    ids: new Set(all(IDS)),
    refers: [...all(LISTS).flatMap((value) => value.trim().split(/\s+/)), ...all(URLS)],
    links: all(LINKS),
  };
}

/** The page and the place that a link leads to; null if it leaves the site. */
export function target(link, from) {
  const base = "http://site/";
  const {href, origin, pathname, hash} = new URL(link.replaceAll("&amp;", "&"), base + from);
  if (origin !== new URL(base).origin || !href.startsWith(base)) return null;
  return {path: decodeURIComponent(pathname.slice(1)) || "index.html", id: decodeURIComponent(hash.slice(1))};
}
