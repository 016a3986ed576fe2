// A folder as a host of static sites serves it, compressed with gzip, and what
// was sent: for measurements of weight.

import {existsSync, readFileSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {extname, join, normalize} from "node:path";
import {gzipSync} from "node:zlib";

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

export class Folder {
  /** What was sent since the list was emptied: `{path, bytes}`, without headers. */
  sent = [];
  #server = createServer((request, response) => this.#answer(request, response));

  constructor(root) {
    this.root = root;
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  end() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request, response) {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://folder").pathname));
    const file = join(this.root, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      this.sent.push({path, bytes: 0});
      response.writeHead(404).end();
      return;
    }
    const {body, headers} = packed(file);
    this.sent.push({path, bytes: body.length});
    response.writeHead(200, {...headers, "Content-Length": body.length}).end(body);
  }
}

function packed(file) {
  const ending = extname(file);
  const body = readFileSync(file);
  const headers = {"Content-Type": TYPES[ending] ?? "application/octet-stream"};
  if (!COMPRESSED.includes(ending)) return {body, headers};
  return {body: gzipSync(body), headers: {...headers, "Content-Encoding": "gzip"}};
}
