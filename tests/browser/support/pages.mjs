// Tests that open pages: each in a context of its own, as a reader who comes
// for the first time. A test fails, too, if a page of it throws, complains in
// the console, or asks another host for anything.

import assert from "node:assert/strict";
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {stripVTControlCharacters} from "node:util";

import {launch} from "./chromium.mjs";
import {HOST, Playground} from "./playground.mjs";
import {watchTraffic} from "./quiet.mjs";
import {ROOT, TARGET} from "./root.mjs";

/** Long enough for a machine that is busy with other things. */
const WAIT_MS_MAX = Number(process.env.WAIT_MS_MAX ?? 60_000);
const TEST_MS_MAX = 3 * WAIT_MS_MAX;

const PHONE = {viewport: {width: 390, height: 844}, isMobile: true, hasTouch: true};
/** Of a page that it shows as a phone does, Chromium notes no shifts. */
const NARROW = {...PHONE, isMobile: false};
const DESKTOP = {viewport: {width: 1400, height: 900}};

const ERROR_LINES_MAX = 16;

/** What Chromium says about any answer that is not 200; tests look at those. */
const ABOUT_ANSWERS = /^Failed to load resource/;

/**
 * The function that declares a test of `source`, a book or a site:
 *
 *     test("sentence", {phone, narrow, dark}, async ({open, context, playground}) => …)
 */
export function pages(source) {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  return (name, ...rest) => {
    const body = rest.pop();
    const options = rest.pop() ?? {};
    test(name, {timeout: TEST_MS_MAX}, async (t) => {
      const visit = await Visit.of(browser, source, options);
      try {
        await body(visit, t);
        assert.deepEqual(visit.complaints, []);
      } catch (error) {
        await visit.show(t, name);
        throw shortened(error);
      } finally {
        await visit.context.close();
      }
    });
  };
}

/** Without what playwright repeats: of its many tries, the first say it all. What we found is all told. */
function shortened(error) {
  if (error.code === "ERR_ASSERTION") return error;
  const frames = error.stack?.match(/^    at .*$/gm) ?? [];
  const lines = stripVTControlCharacters(error.message).split("\n");
  const cut = lines.length > ERROR_LINES_MAX ? ["  …"] : [];
  error.message = [...lines.slice(0, ERROR_LINES_MAX), ...cut].join("\n");
  error.stack = [`${error.name}: ${error.message}`, ...frames].join("\n");
  delete error.log;
  return error;
}

class Visit {
  complaints = [];
  playground = new Playground();

  static async of(browser, source, {phone = false, narrow = false, dark = false}) {
    const visit = new Visit();
    visit.source = source;
    visit.context = await browser.newContext({
      ...(phone ? PHONE : narrow ? NARROW : DESKTOP),
      colorScheme: dark ? "dark" : "light",
      // What glides to its place cannot be pressed before it is there.
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    visit.context.setDefaultTimeout(WAIT_MS_MAX);
    visit.#watch();
    watchTraffic(visit.context);
    // Only there: each request of a page takes longer where one is looked out for.
    if (source.playground) await visit.playground.stand(visit.context);
    return visit;
  }

  /** Opens a page of the book in a new tab. */
  open = async (path) => {
    const page = await this.context.newPage();
    await page.goto(`${this.source.url}/${path}`);
    return page;
  };

  #watch() {
    const {context, complaints} = this;
    const ours = new URL(this.source.url).host;
    context.on("request", (request) => {
      const {protocol, host} = new URL(request.url());
      if (!/^https?:$/.test(protocol) || host === ours) return;
      if (host === HOST && this.source.playground) return;
      complaints.push(`asked for ${request.url()}`);
    });
    context.on("weberror", (event) => complaints.push(`thrown: ${event.error().stack || event.error()}`));
    context.on("console", (message) => {
      if (message.type() !== "error" || ABOUT_ANSWERS.test(message.text())) return;
      complaints.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** What the pages looked like when the test failed. */
  async show(t, name) {
    const folder = join(TARGET, "browser");
    mkdirSync(folder, {recursive: true});
    for (const [index, page] of this.context.pages().entries()) {
      const path = join(folder, `${name.replace(/[^\w]+/g, "-")}-${index}.png`);
      await page.screenshot({path, timeout: 5000}).catch(() => {});
      t.diagnostic(`screenshot: ${path.replace(`${ROOT}/`, "")}`);
    }
    for (const complaint of this.complaints) t.diagnostic(complaint);
  }
}
