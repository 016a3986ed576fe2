// The static site, as `cargo book build` writes it and hosts of such sites
// serve it: compressed with gzip.

import {existsSync, readFileSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {extname, join, normalize} from "node:path";
import {after, before} from "node:test";
import {gzipSync} from "node:zlib";

import {ROOT} from "./root.mjs";

export const SITE = process.env.SITE ?? join(ROOT, "book");

/** As GitHub Pages does it. */
const BELOW = "/async-rust";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const COMPRESSED = [".css", ".html", ".js", ".json", ".svg", ".wasm"];

/** The site, while the tests of this file run. */
export function site() {
  return during(new Site(SITE));
}

/**
 * The same below a folder of its address, where a path that begins with `/` is
 * wrong, and with the playground that its pages ask.
 */
export function published(root = SITE, remedy) {
  return during(Object.assign(new Site(root, {below: BELOW, remedy}), {playground: true}));
}

function during(it) {
  before(() => it.start());
  after(() => it.end());
  return it;
}

/** An error if there is none in this folder. */
export function mustBeThere(root, remedy = "cargo book build") {
  if (!existsSync(join(root, "index.html"))) throw new Error(`there is no static site in ${root}\n  ${remedy}`);
}

export class Site {
  /** What was sent since the list was emptied: `{path, bytes}`, without headers. */
  sent = [];
  #packed = new Map();
  #server = createServer((request, response) => this.#answer(request, response));

  constructor(root, {below = "", remedy} = {}) {
    Object.assign(this, {root, below, remedy});
  }

  async start() {
    mustBeThere(this.root, this.remedy);
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}${this.below}`;
  }

  end() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request, response) {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    const found = path.startsWith(`${this.below}/`) && this.#file(path.slice(this.below.length));
    this.sent.push({path, bytes: found ? found.body.length : 0});
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {...found.headers, "Content-Length": found.body.length}).end(found.body);
  }

  /** A file is compressed once: no test changes a site. */
  #file(path) {
    const file = join(this.root, path.endsWith("/") ? `${path}index.html` : path);
    if (!this.#packed.has(file)) this.#packed.set(file, statSync(file, {throwIfNoEntry: false})?.isFile() && packed(file));
    return this.#packed.get(file);
  }
}

function packed(file) {
  const ending = extname(file);
  const body = readFileSync(file);
  const headers = {"Content-Type": TYPES[ending] ?? "application/octet-stream"};
  if (!COMPRESSED.includes(ending)) return {body, headers};
  return {body: gzipSync(body), headers: {...headers, "Content-Encoding": "gzip"}};
}
