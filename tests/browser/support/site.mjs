// The static site, as `cargo book build` writes it, below a folder of its
// address as GitHub Pages does it: a path that begins with `/` is then wrong.

import {createReadStream, existsSync} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer} from "node:http";
import {extname, join, normalize} from "node:path";
import {after, before} from "node:test";

import {ROOT} from "./root.mjs";

const BELOW = "/async-rust/";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The site, with the playground that it asks, while the tests of this file run. */
export function site(folder = process.env.SITE ?? join(ROOT, "book"), remedy = "cargo book build") {
  const server = createServer((request, response) => answer(folder, request, response));
  const here = {playground: true};
  before(async () => {
    if (!existsSync(join(folder, "index.html"))) {
      throw new Error(`there is no static site in ${folder}\n  ${remedy}`);
    }
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    here.url = `http://127.0.0.1:${server.address().port}${BELOW.slice(0, -1)}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return here;
}

async function answer(folder, request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
  const file = join(folder, path.slice(BELOW.length) || "index.html");
  const isFile = path.startsWith(BELOW) && (await stat(file).catch(() => null))?.isFile();
  if (!isFile) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {"Content-Type": TYPES[extname(file)] ?? "application/octet-stream"});
  createReadStream(file).pipe(response);
}
