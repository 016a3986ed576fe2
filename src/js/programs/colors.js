// Colors a program that a reader writes as the programs of the page are
// colored, which was done when the book was built: crates/finish/src/code has
// the same rules, and tests/js/colors.test.mjs compares the two.
//
// It is loaded with the editor, which brings the parsers.

import {pythonLanguage, rustLanguage} from "../vendor/codemirror/bundle.js";
import {classOfWord} from "./kinds.js";

/** What nodes are, by their names, in a letter: theme/code.css. */
const RULES = {
  python: {
    parser: pythonLanguage.parser,
    whole: {Comment: "c", Number: "n", Boolean: "n", None: "n"},
    /** Where their parts are nothing else; a hole in an f-string is nothing. */
    around: {String: "s", FormatString: "s", FormatSpec: "s", FormatConversion: "s", FormatReplacement: ""},
    /** But for strings and numbers in them. */
    over: {Decorator: "m"},
  },
  rust: {
    parser: rustLanguage.parser,
    whole: {
      LineComment: "c", BlockComment: "c", String: "s", RawString: "s", Char: "s",
      Integer: "n", Float: "n", Boolean: "n", Lifetime: "t", LoopLabel: "t", Metavariable: "m",
    },
    around: {},
    over: {Attribute: "m", InnerAttribute: "m"},
  },
};

/** The pieces of a text that have a color, as `{from, to, kind}`, in order. */
export function pieces(language, text) {
  const kinds = joined(text, kindsOf(language, text));
  const starts = kinds.flatMap((kind, at) => (kind !== kinds[at - 1] ? [at] : []));
  return starts
    .map((from, index) => ({from, to: starts[index + 1] ?? text.length, kind: kinds[from]}))
    .filter(({kind}) => kind);
}

/** Colors what is in an element. */
export function color(code, language) {
  const text = code.textContent;
  let at = 0;
  const nodes = pieces(language, text).flatMap(({from, to, kind}) => {
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = text.slice(from, to);
    const before = text.slice(at, from);
    at = to;
    return [before, span];
  });
  code.replaceChildren(...nodes, text.slice(at));
}

/** What each character is. */
function kindsOf(language, text) {
  const rules = RULES[language];
  const kinds = Array(text.length).fill("");
  rules.parser.parse(text).iterate({
    enter: ({name, from, to, node}) => {
      const isOpen = !(name in rules.whole);
      const kind = rules.whole[name] ?? rules.around[name] ?? leaf(language, text, node);
      if (kind !== undefined) kinds.fill(isDocstring(node) ? "c" : kind, from, to);
      return isOpen && !isDocstring(node);
    },
    leave: ({name, from, to}) => {
      if (!(name in rules.over)) return;
      // The `#` of an attribute is in no node of its own.
      const start = text[from - 1] === "#" ? from - 1 : from;
      for (let at = start; at < to; at += 1) {
        if (!["s", "n"].includes(kinds[at])) kinds[at] = rules.over[name];
      }
    },
  });
  return kinds;
}

function leaf(language, text, {name, from, to, firstChild}) {
  if (firstChild) return undefined;
  const word = text.slice(from, to);
  if (language === "rust" && word === "!" && /\w/.test(text[from - 1])) return "m";
  if (!/^[\p{L}_]/u.test(word)) return undefined;
  // In Python, nodes of keywords are called like them.
  if (language === "python" && name === word) return "k";
  return classOfWord(language, {before: text.slice(0, from), word, after: text.slice(to)});
}

/** Whether a string is a statement: nobody reads it but people. */
function isDocstring({name, parent}) {
  const isAlone = parent?.name === "ExpressionStatement" && !parent.firstChild.nextSibling;
  return (name === "String" || name === "FormatString") && isAlone;
}

/** Spaces in a line take the color that is on both sides; others have none. */
function joined(text, kinds) {
  const after = [...kinds];
  for (const {0: space, index} of text.matchAll(/\s+/g)) {
    const end = index + space.length;
    const isInside = kinds[index - 1] === kinds[end] && !space.includes("\n");
    after.fill(isInside ? kinds[end] : "", index, end);
  }
  return after;
}
