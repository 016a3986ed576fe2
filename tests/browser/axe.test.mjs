// axe finds nothing wrong with what we add to a page: of all of it, and of one
// figure in each state, light and dark.

import assert from "node:assert/strict";

import {violations} from "./support/axe.mjs";
import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {Program} from "./support/program.mjs";
import {endless, LISTING, PAGE, says, sleeper} from "./support/programs.mjs";
import {lightAndDark} from "./support/themes.mjs";

const test = pages(book());

/** How a program comes to each state. */
const STATES = {
  edited: (program) => program.replace(says.rust("mine")),
  running: async (program) => {
    await program.replace(endless.rust);
    await program.runButton.click();
    await program.prints("going");
  },
  ended: async (program) => {
    await program.replace(sleeper.rust(200));
    await program.run();
    await program.draws();
  },
  refused: async (program) => {
    await program.replace("fn main() {\n    println!(wrong);\n}\n");
    await program.run("refused");
    await program.places.first().waitFor();
  },
  failed: async (program) => {
    await program.replace('fn main() {\n    eprintln!("\\x1b[31mred\\x1b[0m \\x1b[2mdim");\n    panic!();\n}\n');
    await program.run("failed");
  },
  stopped: async (program) => {
    await STATES.running(program);
    await program.stop();
  },
};

for (const path of [PAGE, "scratch.html"]) {
  test(`all of ${path}`, async ({open}) => {
    const page = await open(path);
    assert.deepEqual(await lightAndDark(page, (rules) => violations(page, null, rules)), []);
  });
}

for (const [state, reach] of Object.entries(STATES)) {
  test(state, async ({open}) => {
    const page = await open(PAGE);
    const program = new Program(page, LISTING, "rust");
    await reach(program);
    assert.deepEqual(await lightAndDark(page, (rules) => violations(page, program.figure, rules)), []);
  });
}
