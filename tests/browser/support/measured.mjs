// The times of a first visit with a slow network and a slow processor.

import {setTimeout} from "node:timers/promises";

/** "Slow 4G" of Lighthouse. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

/** A phone, seen from a laptop. */
const SLOWER = 4;

/** What a script does later than this after everything is loaded is not measured. */
const REST_MS = 2500;

/** A task that takes longer makes a reader wait: web.dev/tbt. */
const LONG_MS = 50;

/** Opens the page in a new tab; gives it, at full speed again, and its times in milliseconds. */
export async function measured(context, url) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", {rate: SLOWER});
  await page.addInitScript(note);
  await page.goto(url, {waitUntil: "load"});
  await setTimeout(REST_MS);
  const times = await page.evaluate(told, LONG_MS);
  await session.send("Emulation.setCPUThrottlingRate", {rate: 1});
  return {page, times};
}

/** Keeps what is told only to those who listen. Runs in the page. */
function note() {
  globalThis.noted = {"largest-contentful-paint": [], longtask: []};
  for (const [type, entries] of Object.entries(noted)) {
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({type, buffered: true});
  }
}

function told(longMs) {
  const [{loadEventEnd}] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return {
    paint: paint.startTime,
    largest: noted["largest-contentful-paint"].at(-1).startTime,
    load: loadEventEnd,
    blocked: noted.longtask.reduce((sum, {duration}) => sum + duration - longMs, 0),
  };
}
