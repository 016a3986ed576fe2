// Searching finds what readers type, and says so to everyone.

import assert from "node:assert/strict";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

import {violations} from "./support/axe.mjs";
import {book} from "./support/book.mjs";
import {pages} from "./support/pages.mjs";
import {settled} from "./support/quiet.mjs";
import {TARGET} from "./support/root.mjs";
import {Search} from "./support/search.mjs";
import {published, SITE} from "./support/site.mjs";
import {lightAndDark} from "./support/themes.mjs";

const onSite = pages(published());
const served = pages(book());

const PAGE = "joining.html";

/** What crates/search/tests/korean.rs makes. */
const KOREAN = join(TARGET, "tmp/korean");
const onKorean = pages(published(KOREAN, "cargo test -p search"));

/** Queries, and the first result of each: its title, and where it leads. */
const FIRST = {
  // Names of functions and types, in both languages, and parts of them.
  gather: ["asyncio.gather → tokio::join!", "joining.html#listing-results_come_in_argument_order"],
  spawn: ["asyncio.create_task → tokio::spawn", "tasks.html#listing-a_task_starts_at_the_next_pause"],
  spawn_bl: [/spawn/, /./],
  "tokio::spawn": ["asyncio.create_task → tokio::spawn", /^tasks\.html#/],
  "asyncio.gather()": ["asyncio.gather → tokio::join!", /^joining\.html#/],
  "join!": [/join!/, /^joining\.html#/],
  create_task: ["asyncio.create_task → tokio::spawn", /^tasks\.html#/],
  to_thread: ["asyncio.to_thread → tokio::task::spawn_blocking", /^blocking\.html#/],
  spawn_blocking: ["asyncio.to_thread → tokio::task::spawn_blocking", /^blocking\.html#/],
  JoinSet: [/JoinSet/, /^tasks\.html#/],
  CancelledError: [/^asyncio\.CancelledError/, /^tasks\.html#/],
  // Messages, and their codes.
  E0277: [/^error\[E0277\]/, /^pools\.html#/],
  "error[E0277]": [/^error\[E0277\]/, /^pools\.html#/],
  "cannot be sent between threads safely": [/cannot be sent between threads safely$/, /^(runtimes|pools)\.html#/],
  "Task exception was never retrieved": ["A failure nobody awaits", "failing.html#failing-nobody"],
  "was never awaited": [/was never awaited$/, /^coroutines\.html#/],
  // Words of headings, and of the glossary.
  "How far a panic reaches": ["How far a panic reaches", "failing.html#failing-reach"],
  "a bug in a task": ["A bug in a task", "failing.html#failing-task"],
  "Listing 2.4": ["Made first, awaited later", "joining.html#joining-made-first"],
  cancellation: [/^Cancelling a task|^cancel /, /./],
  coroutine: ["coroutine 코루틴", "glossary.html#glossary-coroutine"],
  코루틴: ["coroutine 코루틴", "glossary.html#glossary-coroutine"],
  코루틴은: ["coroutine 코루틴", "glossary.html#glossary-coroutine"],
};

const fits = (text, wanted) => (typeof wanted === "string" ? text === wanted : wanted.test(text));

onSite("the first result is what was meant", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  const wrong = [];
  for (const [query, [title, path]] of Object.entries(FIRST)) {
    const [first] = await search.find(query);
    const right = first && fits(first.title, title) && fits(first.path, path);
    if (!right) wrong.push(`${query}: ${JSON.stringify(first)}`);
  }
  assert.deepEqual(wrong, []);
});

onSite("passages are found that only call it", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  const chapters = (await search.find("spawn")).map(({chapter}) => chapter);
  for (const chapter of ["Tasks", "Glossary", "Who runs it: runtimes"]) {
    assert.ok(chapters.includes(chapter), `${chapter} is not in ${chapters}`);
  }
});

onSite("a Korean word leads to the English one", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  const [first, ...others] = await search.find("코루틴");
  assert.equal(first.path, "glossary.html#glossary-coroutine");
  assert.ok(others.some(({path}) => path === "coroutines.html#coroutines"), JSON.stringify(others));
});

onSite("every result leads to a place that is there", async ({open}) => {
  const page = await open(PAGE);
  const search = new Search(page);
  await search.open();
  const paths = new Set();
  for (const query of ["task", "future", "awaited", "asyncio"]) {
    for (const {path} of await search.find(query)) paths.add(path);
  }
  const lost = await page.evaluate(async (paths) => {
    const there = async (path) => {
      const [file, id] = path.split("#");
      const html = await (await fetch(file)).text();
      return html.includes(` id="${id}"`);
    };
    const found = await Promise.all(paths.map(there));
    return paths.filter((_, index) => !found[index]);
  }, [...paths]);
  assert.deepEqual(lost, []);
});

onSite("what is not in the book is not found", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  for (const query of ["xyzzy", "selector", "<img src=x onerror=alert(1)>"]) {
    assert.deepEqual(await search.find(query), [], query);
    assert.ok((await search.status.textContent()).includes(query));
  }
});

onSite("what is found is text", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  await search.find("Rc<u64>");
  assert.match(await search.links.first().textContent(), /Rc<u64>/);
});

onSite("nothing of it is loaded before it is opened", async ({open, context}) => {
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await open(PAGE);
  await settled(page);
  const early = asked.filter((url) => url.includes("/search/"));
  assert.deepEqual(early, []);
  const search = new Search(page);
  await search.open();
  await search.find("gather");
  assert.ok(asked.some((url) => url.includes("/search/pagefind.js")));
});

onSite("keys open it, move in it, open a result and close it", async ({open}) => {
  const page = await open(PAGE);
  const search = new Search(page);
  for (const key of ["/", "s", "Control+k"]) {
    await page.keyboard.press(key);
    await search.is("empty");
    assert.equal(await search.field.inputValue(), "", key);
    await page.keyboard.press("Escape");
    await search.dialog.waitFor({state: "hidden"});
  }
  await page.keyboard.press("/");
  await search.is("empty");
  await page.keyboard.type("a/s");
  assert.equal(await search.field.inputValue(), "a/s");
  await search.find("How far a panic reaches");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  assert.ok(await search.links.first().evaluate((it) => it === document.activeElement));
  await page.keyboard.press("ArrowUp");
  assert.ok(await search.field.evaluate((it) => it === document.activeElement));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/failing.html#failing-reach");
});

onSite("closing gives the focus back, and the query stays", async ({open}) => {
  const page = await open(PAGE);
  const search = new Search(page);
  await search.button.focus();
  await page.keyboard.press("Enter");
  await search.is("empty");
  await search.find("gather");
  await page.keyboard.press("Escape");
  await search.dialog.waitFor({state: "hidden"});
  assert.ok(await search.button.evaluate((it) => it === document.activeElement));
  await search.open();
  await search.is("found");
  assert.equal(await search.field.inputValue(), "gather");
});

onSite("a result on the same page closes it", async ({open}) => {
  const page = await open("failing.html");
  const search = new Search(page);
  await search.open();
  await search.find("How far a panic reaches");
  await search.links.first().click();
  await page.waitForURL("**/failing.html#failing-reach");
  await search.dialog.waitFor({state: "hidden"});
});

onSite("a reader of screens hears how many there are", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  const found = await search.find("E0277");
  const tree = await search.dialog.ariaSnapshot();
  for (const part of [
    'dialog "Search this book"',
    'searchbox "Search this book"',
    'button "Close"',
    `status: ${found.length} results`,
    'heading "Index by message" [level=2]',
    /link "error\[E0277\]/,
  ]) {
    assert.ok(part.test?.(tree) ?? tree.includes(part), `${part}\n${tree}`);
  }
});

onSite("an example is asked when it is pressed", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  await search.is("empty");
  const count = await search.dialog.locator(".search-example").count();
  assert.ok(count >= 3);
  for (let index = 0; index < count; index += 1) {
    await search.field.fill("");
    await search.is("empty");
    await search.dialog.locator(".search-example").nth(index).click();
    await search.is("found");
  }
});

onSite("a phone has it on the whole screen", {phone: true}, async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  await search.find("cannot be sent between threads safely");
  const box = await search.dialog.boundingBox();
  assert.deepEqual([box.x, box.y, box.width], [0, 0, 390]);
  const width = await search.dialog.evaluate((it) => it.scrollWidth);
  assert.ok(width <= 390, `it is ${width} wide`);
});

onSite("without a connection it says so, and tries again when asked", async ({open, context}) => {
  await context.route("**/search/pagefind.js*", (route) => route.abort());
  const search = new Search(await open(PAGE));
  await search.open();
  await search.is("failed");
  await context.unroute("**/search/pagefind.js*");
  await search.dialog.locator(".search-again").click();
  await search.is("empty");
  assert.equal((await search.find("gather"))[0].chapter, "From asyncio to Rust");
});

onSite("a page opened as a file says why it cannot search", async ({context, complaints}) => {
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(SITE, PAGE)).href);
  await page.locator("#search-button").click();
  const note = page.locator("#search-from-file");
  await note.waitFor();
  assert.match(await note.innerText(), /cargo book/);
  // The browser says of each module that a file cannot load it.
  complaints.length = 0;
});

served("it works where `cargo book` serves the pages", async ({open}) => {
  const search = new Search(await open(PAGE));
  await search.open();
  assert.match((await search.find("gather"))[0].title, /^asyncio\.gather/);
});

served("an index that is not there yet is waited for", async ({open, context}) => {
  let asked = 0;
  const late = (route) => (asked++ < 2 ? route.fulfill({status: 404, body: ""}) : route.continue());
  await context.route("**/search/pagefind.js*", late);
  const search = new Search(await open(PAGE));
  await search.open();
  await search.is("preparing");
  await search.is("empty");
  assert.match((await search.find("gather"))[0].title, /^asyncio\.gather/);
});

/** How the search comes to each state. */
const STATES = {
  empty: (search) => search.is("empty"),
  found: (search) => search.find("gather"),
  none: (search) => search.find("xyzzy"),
  failed: (search) => search.is("failed"),
  preparing: (search) => search.is("preparing"),
};

for (const [state, reach] of Object.entries(STATES)) {
  const test = state === "preparing" ? served : onSite;
  test(`axe finds nothing wrong: ${state}`, async ({open, context}) => {
    if (state === "failed" || state === "preparing") {
      await context.route("**/search/pagefind.js*", (route) => route.fulfill({status: 404, body: ""}));
    }
    const page = await open(PAGE);
    const search = new Search(page);
    await search.open();
    await reach(search);
    assert.deepEqual(await lightAndDark(page, (rules) => violations(page, search.dialog, rules)), []);
  });
}

onKorean("Korean words are found with what is attached to them", async ({open}) => {
  const page = await open("index.html");
  const found = await page.evaluate(async () => {
    const {createInstance} = await import(new URL("search/pagefind.js", location).href);
    const index = createInstance({noWorker: true});
    const {results} = await index.search("코루틴");
    const sections = await Promise.all(results.map((it) => it.data()));
    return Object.fromEntries(sections.map(({raw_url, excerpt}) => [raw_url, excerpt]));
  });
  const paths = Object.keys(found).sort();
  assert.deepEqual(paths, ["index.html#coroutines", "index.html#coroutines-call"]);
  assert.match(found["index.html#coroutines-call"], /<mark>코루틴은<\/mark> 시작하지/);
});
