// What the server tells open pages: `GET /-/news`.

import {once} from "node:events";
import {get} from "node:http";

/** Everything it tells, from what is so now on. */
export async function* news(url, signal) {
  const request = get(`${url}/-/news`, {signal});
  // Whoever has heard enough hangs up, which is no error.
  request.on("error", () => {});
  const [response] = await once(request, "response");
  if (response.statusCode !== 200) throw new Error(`/-/news answers ${response.statusCode}`);
  response.on("error", () => {});
  let rest = "";
  try {
    for await (const chunk of response.setEncoding("utf8")) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      const data = lines.filter((line) => line.startsWith("data:"));
      for (const line of data) yield JSON.parse(line.slice("data:".length));
    }
  } finally {
    request.destroy();
  }
}

/** What is so now. */
export async function newsNow(url) {
  for await (const now of news(url, AbortSignal.timeout(60_000))) return now;
  throw new Error("/-/news ended at once");
}
