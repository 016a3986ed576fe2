// What readers type, and what becomes of the answers.

import assert from "node:assert/strict";
import {test} from "node:test";

import {pieces} from "../../src/js/search/excerpt.js";
import {asked, has, hasWhole, wordsOf} from "../../src/js/search/query.js";
import {counterpart, grouped, isFound, ranked, result} from "../../src/js/search/results.js";

test("a query is asked as words", () => {
  const queries = {
    "tokio::spawn": "tokio spawn",
    "asyncio.gather()": "asyncio gather",
    "  join! ": "join",
    "Rc<u64>": "Rc u64",
    "Listing 2.4": "Listing 2.4",
    "error[E0277]:": "error E0277",
    "__await__": "__await__",
    "one's own": "ones own",
    "코루틴은": "코루틴은",
    "?": "",
    " ": "",
    '"never awaited"': '"never awaited"',
    'coroutine "save"': "coroutine save",
    '""': "",
  };
  for (const [query, words] of Object.entries(queries)) assert.equal(asked(query), words, query);
});

test("Hangul typed in parts is one word", () => {
  assert.deepEqual(wordsOf("코루틴".normalize("NFD")), ["코루틴"]);
});

test("a text has a word if it has its beginning", () => {
  assert.ok(has("Cancelling a task", "cancellation"));
  assert.ok(has("tokio::task::spawn_blocking(f)", "blocking"));
  assert.ok(has("coroutine 코루틴", "코루틴은"));
  assert.ok(has("it runs", "running"));
  assert.ok(!has("0.3 s of sleep", "select"));
  assert.ok(!has("", "a"));
});

test("a text has a whole word or has not", () => {
  assert.ok(hasWhole("asyncio.gather → tokio::join!", "join"));
  assert.ok(!hasWhole("Coroutines and futures", "coroutine"));
  assert.ok(!hasWhole("tokio::task::spawn_blocking", "spawn"));
});

const shown = (excerpt, words) =>
  pieces(excerpt, words).map(({text, marked}) => (marked ? `[${text}]` : text)).join("");

test("an excerpt is text and what is marked in it", () => {
  assert.equal(shown("a <mark>task</mark> that", ["task"]), "a [task] that");
  assert.equal(shown("<mark>Rc&lt;u64&gt;</mark> is", ["u64"]), "[Rc<u64>] is");
  assert.equal(shown("&lt;img src=x&gt;", []), "<img src=x>");
  assert.equal(shown("", ["a"]), "");
});

test("words that only begin with a short one are not marked", () => {
  assert.equal(shown("<mark>a</mark> bug <mark>as</mark> <mark>task</mark>", ["a", "task"]), "a bug as [task]");
  assert.equal(shown("<mark>a</mark> bug", ["a"]), "[a] bug");
});

/** What Pagefind has of a section. */
const section = (meta, content = "", locations = [], filters = {}) => ({
  raw_url: "tasks.html#tasks",
  meta: {title: "Tasks", ...meta},
  filters: {chapter: ["Tasks"], ...filters},
  content,
  locations,
  excerpt: content,
});

test("a result leads where its section says", () => {
  assert.equal(result(section({}), []).path, "tasks.html#tasks");
  const row = section({}, "", [], {url: ["joining.html#listing-both"]});
  assert.equal(result(row, []).path, "joining.html#listing-both");
});

test("what the index found for less than the word is left out", () => {
  assert.ok(isFound(section({}, "await the task", [2]), ["task"]));
  assert.ok(!isFound(section({}, "0.3 s later", [1]), ["select"]));
  assert.ok(isFound(section({names: "spawn_blocking"}), ["spawn_blocking"]));
  assert.ok(isFound(section({title: "Cancelling"}), ["cancel"]));
  assert.ok(!isFound(section({title: "Cancelling"}), ["cancel", "select"]));
});

const titles = (results) => results.map(({title}) => title);

test("a heading of the very words comes first, a long one does not", () => {
  const long = "RuntimeWarning: coroutine 'save' was never awaited";
  const all = ["Coroutines and futures", long, "coroutine 코루틴", "A call"].map((title) => ({title}));
  const expected = ["coroutine 코루틴", "Coroutines and futures", long, "A call"];
  assert.deepEqual(titles(ranked(all, ["coroutine"])), expected);
});

test("a name leads to the rows that have it, in the order of the book", () => {
  const row = (title, listing) => ({title, listing});
  const all = [
    {title: "Losing patience"},
    row("run_in_threadpool → tokio::task::spawn_blocking", "14.3"),
    row("asyncio.create_task → tokio::spawn", "3.1"),
    {title: "spawn_blocking"},
    row("loop.run_in_executor → tokio::task::spawn_blocking", "5.10"),
    row("asyncio.to_thread → tokio::task::spawn_blocking", "5.2"),
  ];
  const found = ranked(all, ["spawn_blocking"]).map(({listing, title}) => listing ?? title);
  assert.deepEqual(found, ["5.2", "5.10", "14.3", "spawn_blocking", "Losing patience", "3.1"]);
});

test("the code of an error is a name, and a word is not", () => {
  const long = "error[E0277]: `Rc<u64>` cannot be sent between threads safely";
  const all = ["Sent", long].map((title) => ({title}));
  assert.deepEqual(titles(ranked(all, ["error", "E0277"])), [long, "Sent"]);
  assert.deepEqual(titles(ranked(all, ["sent"])), ["Sent", long]);
});

test("a word of another language leads to its counterpart, its own does not", () => {
  const entry = {title: "coroutine 코루틴", term: "coroutine"};
  assert.equal(counterpart([entry], ["코루틴"]), "coroutine");
  assert.equal(counterpart([entry], ["코루틴은"]), "coroutine");
  assert.equal(counterpart([entry], ["coroutine"]), null);
  assert.equal(counterpart([{title: "spawn 스폰", term: "spawn"}], ["create_task"]), null);
  assert.equal(counterpart([{title: "handle"}], ["핸들"]), null);
  assert.equal(counterpart([], ["코루틴"]), null);
});

test("results stand by chapter, the best chapter first, a few of each", () => {
  const of = (chapter, count) => Array.from({length: count}, (_, n) => ({chapter, title: `${n}`}));
  const groups = grouped([...of("Tasks", 1), ...of("Glossary", 9), ...of("Tasks", 1)]);
  assert.deepEqual(groups.map(({chapter, results}) => [chapter, results.length]), [
    ["Tasks", 2],
    ["Glossary", 4],
  ]);
});
