// A run as a test wants it: the page's requests for runs go to a server of the
// test's own, which sends what the test says, when it says so.
//
//     const runs = await scripted(page);
//     await program.runButton.click();
//     const run = await runs.next();
//     run.send({is: "started"});
//     run.hangUp();

import {once} from "node:events";
import {createServer} from "node:http";

/** Takes over `/-/run` and `/-/stop` of this page, until the test is over. */
export async function scripted(page) {
  const runs = new Runs();
  const server = createServer((request, response) => runs.meet(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const elsewhere = `http://127.0.0.1:${server.address().port}`;
  await page.route("**/-/{run,stop}", (route) => {
    const {pathname} = new URL(route.request().url());
    return route.continue({url: elsewhere + pathname});
  });
  page.once("close", () => {
    server.close();
    server.closeAllConnections();
  });
  return runs;
}

class Runs {
  #arrived = [];
  #wanted = [];
  #running = new Map();

  /** The runs that the page has asked to stop, by name. */
  stopped = [];

  /** The next run that the page asks for. */
  next() {
    const run = this.#arrived.shift();
    return run ?? new Promise((resolve) => this.#wanted.push(resolve));
  }

  async meet(request, response) {
    const body = JSON.parse(await text(request));
    if (request.url === "/-/stop") return this.#stop(body, response);
    const run = new Run(body, response, String(this.#running.size + 1));
    this.#running.set(run.name, run);
    const wanted = this.#wanted.shift();
    if (wanted) wanted(run);
    else this.#arrived.push(run);
  }

  #stop({run}, response) {
    this.stopped.push(run);
    const known = this.#running.get(run);
    response.writeHead(known ? 204 : 404).end();
    known?.end("stopped");
  }
}

class Run {
  #response;

  constructor({language, source}, response, name) {
    Object.assign(this, {language, source, name});
    this.#response = response;
    response.writeHead(200, {"Content-Type": "application/x-ndjson"});
    this.send({is: "accepted", run: name});
  }

  send(...messages) {
    this.#response.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
  }

  /** The program ended, and nothing was recorded. */
  end(how, more = {}) {
    this.send({is: "ended", how, ...more});
    this.close();
  }

  close() {
    this.#response.end();
  }

  /** What is not a message. */
  write(bytes) {
    this.#response.write(bytes);
  }

  hangUp() {
    this.#response.destroy();
  }
}

async function text(request) {
  let all = "";
  for await (const chunk of request.setEncoding("utf8")) all += chunk;
  return all;
}
