// The server goes away, and comes back.

import assert from "node:assert/strict";
import {after, before} from "node:test";

import {Server} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {endless, LISTING, PAGE, says} from "./support/programs.mjs";

const server = new Server();
before(() => server.start(), {timeout: 360_000});
after(() => server.end());
const test = pages(server);

/** The same address, and another token. */
async function restart() {
  const {port} = server;
  await server.kill();
  await server.start(port);
}

test("a run whose server goes away says that the connection ended", async ({open}) => {
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.replace(endless.python);
  await program.runButton.click();
  await program.prints("going");
  await server.kill();
  await program.ended("lost");
  await program.says("lost");
  assert.equal(await program.output(), "going\n");
});

test("Run says what to do where no server is", async ({open}) => {
  await restart();
  const program = new Program(await open(PAGE), LISTING, "python");
  await program.run();
  await server.end();
  await program.runButton.click();
  await program.says("unreachable");
});

test("the first Run of a page says it, too, though its scripts cannot be loaded", async ({open}) => {
  await restart();
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await server.end();
  await program.runButton.click();
  await page.getByText("Nothing answers at this address.").waitFor();
});

test("a page from before a restart says what to do", async ({open, context}) => {
  await restart();
  // The page does not hear of it.
  await context.route("**/-/news", (route) => route.abort());
  const program = new Program(await open(PAGE), LISTING, "python");
  await restart();
  await program.runButton.click();
  await program.is("ended");
  await program.says("restarted");
});

test("after a restart and a reload, the edit is there and runs", async ({open}) => {
  await restart();
  const page = await open(PAGE);
  const program = new Program(page, LISTING, "python");
  await program.replace(says.python("mine"));
  await page.keyboard.press("Escape");
  await restart();
  await page.reload();
  await program.run();
  assert.equal(await program.output(), "mine\n");
});
