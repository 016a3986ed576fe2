// The real server, `book serve`: one for each file of tests.
//
// BOOK_URL=http://127.0.0.1:3900 uses a server that runs already instead, for
// work on the page; tests that end or restart the server fail then.

import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {after, before} from "node:test";
import {createInterface} from "node:readline";

import {news} from "./news.mjs";
import {ROOT, TARGET} from "./root.mjs";

/** Building the libraries for programs takes two minutes on two cores, once. */
const KIT_MS_MAX = 5 * 60_000;

/** Building the site takes a second. */
const START_MS_MAX = 60_000;

/** A server that runs while the tests of this file do. */
export function book() {
  const server = new Server();
  before(() => server.start(), {timeout: KIT_MS_MAX + START_MS_MAX});
  after(() => server.end());
  return server;
}

export class Server {
  #process;

  /** Starts at `port`, or at any free one, and waits until programs can run. */
  async start(port = 0) {
    this.url = process.env.BOOK_URL ?? (await this.#spawn(port));
    await kitIsReady(this.url);
  }

  /** Ends as Ctrl-C ends it, and leaves no folder behind. */
  end() {
    return this.#gone("SIGTERM");
  }

  /** Ends as a server does whose machine was switched off. */
  kill() {
    return this.#gone("SIGKILL");
  }

  async #gone(signal) {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  #spawn(port) {
    const child = spawn(program(), ["serve", "--no-open", "--port", String(port)], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    process.once("exit", () => child.kill("SIGKILL"));
    return address(child);
  }
}

function program() {
  const path = process.env.BOOK ?? join(TARGET, "debug/book");
  if (existsSync(path)) return path;
  throw new Error(`there is no ${path}\n  cargo build --bin book`);
}

/** What the server says it can be read at. */
function address(child) {
  const said = [];
  return new Promise((resolve, reject) => {
    const fail = (what) => reject(new Error(`${what}\n${said.join("\n")}`));
    const timer = setTimeout(() => fail("the server is not up after a minute"), START_MS_MAX);
    const hear = (line) => {
      said.push(line);
      const url = line.match(/reading (http:\/\/127\.0\.0\.1:\d+)/)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({input: stream}).on("line", hear);
    }
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`the server ended with status ${code}`));
  });
}

async function kitIsReady(url) {
  const signal = AbortSignal.timeout(KIT_MS_MAX);
  for await (const {kit} of news(url, signal)) {
    if (kit?.is === "ready") return;
    if (kit?.is !== "building") throw new Error(`programs cannot run: ${JSON.stringify(kit)}`);
  }
  throw new Error("the news ended before programs could run");
}
