// Finds the Chromium of this machine and starts it. None is downloaded.

import {accessSync, constants} from "node:fs";
import {delimiter, join} from "node:path";

import {chromium} from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A name that no test asks for is not looked up: nothing leaves this machine. */
const NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost";

export function launch() {
  return chromium.launch({
    executablePath: executable(),
    // Chromium refuses its sandbox to root, and the gate may be root.
    chromiumSandbox: process.getuid?.() !== 0 && !process.env.CI,
    args: ["--disable-gpu", NO_NETWORK],
  });
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isProgram);
  if (found) return found;
  throw new Error(
    "no Chromium is on the PATH\n" +
      "  install it (apt-get install chromium), or name one: CHROMIUM=/path/to/chrome",
  );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
