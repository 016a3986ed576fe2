// A stand-in for play.rust-lang.org that speaks the same API:
//
//     POST /execute  {"channel", "mode", "edition", "crateType", "tests", "backtrace", "code"}
//     200            {"success", "exitDetail", "stdout", "stderr"}
//     400, 500       {"error"}
//
// Like the real one it lets a page of another origin send no header but
// Content-Type, refuses a field that is missing, and answers only at the end.

export const HOST = "play.rust-lang.org";

const CORS = {"Access-Control-Allow-Origin": "*"};
const EDITIONS = ["2015", "2018", "2021", "2024"];

/** What cargo writes around the messages of a program. */
const CARGO =
  "   Compiling playground v0.0.1 (/playground)\n" +
  "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.64s\n" +
  "     Running `target/debug/playground`\n";

export class Playground {
  /** The bodies of the requests so far. */
  asked = [];
  #answer = async () => printed("hello from the playground\n");

  /** Stands in wherever pages of this context ask. */
  async stand(context) {
    await context.route(`https://${HOST}/**`, (route) => this.#meet(route));
  }

  /** What is answered from now on: a function of the body. */
  answers(answer) {
    this.#answer = async (body) => answer(body);
  }

  /** Keeps the next request waiting; gives its body, and what answers it. */
  holds() {
    return new Promise((asked) => {
      this.#answer = (body) => new Promise((resolve) => asked({body, answer: resolve}));
    });
  }

  async #meet(route) {
    const wrong = await refusal(route.request());
    if (wrong === "headers") return route.abort("failed");
    if (wrong) return route.fulfill({status: 400, headers: CORS, json: {error: wrong}});
    const body = route.request().postDataJSON();
    this.asked.push(body);
    const answer = await this.#answer(body);
    // A page that left while it waited is not there to be answered.
    if (answer === "hang up") return route.abort("connectionreset").catch(() => {});
    return route.fulfill({headers: CORS, ...answer}).catch(() => {});
  }
}

/** A program that ended well. */
export function printed(stdout, stderr = "") {
  return execution({success: true, exitDetail: "exit status: 0", stdout, stderr: CARGO + stderr});
}

/** A program that ended otherwise. */
export function panicked(stdout, stderr) {
  return execution({
    success: false,
    exitDetail: "Exited with status 101",
    stdout,
    stderr: CARGO + stderr,
  });
}

/** A program that rustc refused. */
export function refused(stderr) {
  return execution({
    success: false,
    exitDetail: "Exited with status 101",
    stdout: "",
    stderr: `   Compiling playground v0.0.1 (/playground)\n${stderr}error: could not compile \`playground\` (bin "playground") due to 1 previous error\n`,
  });
}

export const trouble = (status, error) => ({status, json: {error}});

const execution = (json) => ({status: 200, json});

/** What the real one would not do: nothing, or `headers`, or the error. */
async function refusal(request) {
  const {pathname} = new URL(request.url());
  if (request.method() !== "POST" || pathname !== "/execute") return `no ${pathname}`;
  const headers = Object.keys(await request.allHeaders());
  if (headers.some((name) => !SENT_BY_BROWSERS.test(name))) return "headers";
  return bodyRefusal(request.postDataJSON());
}

const SENT_BY_BROWSERS =
  /^(:|accept|accept-.*|connection|content-(type|length)|cache-control|host|origin|pragma|priority|referer|sec-.*|user-agent)/;

function bodyRefusal({channel, mode, edition, crateType, tests, code}) {
  if (!["stable", "beta", "nightly"].includes(channel)) return "unknown channel";
  if (!["debug", "release"].includes(mode)) return "unknown mode";
  if (!EDITIONS.includes(edition)) return "unknown edition";
  if (crateType !== "bin") return "unknown crateType";
  if (typeof tests !== "boolean") return "missing field `tests`";
  if (typeof code !== "string") return "missing field `code`";
  return null;
}
