//! Sets of modules, and what becomes of them.

use std::collections::BTreeMap;

use anyhow::Context;
use snapbox::{assert_data_eq, str};

use super::{Joined, joined, line::code_of};

/// Joins modules, of which `page.js` is the entry.
fn join(modules: &[(&str, &str)]) -> anyhow::Result<Joined> {
    let modules: BTreeMap<_, _> = modules.iter().copied().collect();
    joined("page.js", &|name| {
        let text = modules.get(name).with_context(|| format!("no `{name}`"))?;
        Ok((*text).to_string())
    })
}

/// All joined files, each below its name; or what is wrong.
fn shown(modules: &[(&str, &str)]) -> String {
    match join(modules) {
        Ok(joined) => {
            let files = joined.files.iter();
            files
                .map(|(name, text)| format!("== {name}\n{text}"))
                .collect()
        }
        Err(error) => format!("error: {error:#}\n"),
    }
}

/// A page of one module is refused for this.
#[track_caller]
fn refused(text: &str, expected: &str) {
    let modules = [("page.js", text), ("a.js", "export const a = 1;\n")];
    let found = shown(&modules);
    assert!(found.starts_with("error: page.js:"), "{found}");
    assert!(found.contains(expected), "{found}");
}

#[test]
fn a_module_comes_once_and_after_what_it_imports() {
    let modules = [
        (
            "page.js",
            "// The page.\n\nimport \"./b.js\";\nimport {a} from \"./a.js\";\n\na();\n",
        ),
        ("b.js", "import {a as mine} from \"./a.js\";\nmine();\n"),
        (
            "a.js",
            "/** What all need. */\nexport function a() {\n  return 1;\n}\n",
        ),
    ];
    assert_data_eq!(
        shown(&modules),
        str![[r#"
== page-f4f30369.js
const $once = (make) => { let it; return () => (it ??= make()); };
const $a = $once(() => {
function a() {
return 1;
}
return {a};
});
const $b = $once(() => {
const {a: mine} = $a();
mine();
return {};
});
const $page = $once(() => {
$b();
const {a} = $a();
a();
return {};
});
$page();

"#]]
    );
}

#[test]
fn what_is_behind_import_is_in_the_later_file_and_shares_the_modules_of_the_first() {
    let modules = [
        (
            "page.js",
            "import {word} from \"./words.js\";\nif (word) import(\"./x/run.js\").catch(word);\n",
        ),
        ("words.js", "export const word = () => 1;\n"),
        (
            "x/run.js",
            "import {word} from \"../words.js\";\nimport {edit} from \"./edit.js\";\n\
             export async function* run() {\n  await import(\"./edit.js\");\n}\n",
        ),
        (
            "x/edit.js",
            "import {\n  Editor,\n  keys as all,\n} from \"../vendor/editor.js\";\nimport {word} from \"../words.js\";\n\
             export class edit {}\n",
        ),
    ];
    assert_data_eq!(
        shown(&modules),
        str![[r#"
== page-06d28a71.js
const $once = (make) => { let it; return () => (it ??= make()); };
const $words = $once(() => {
const word = () => 1;
return {word};
});
const $page = $once(() => {
const {word} = $words();
if (word) $load("x/run.js").catch(word);
return {};
});
let $later, $tries = 0;
const $load = async (name) => {
$later ??= import(`./later-06d28a71.js${$tries ? `?${$tries}` : ""}`).catch((error) => {
$later = undefined;
$tries += 1;
throw error;
});
return (await $later).$load(name);
};
export {$once, $words};
$page();
== later-06d28a71.js
import {$once, $words} from "./page-06d28a71.js";
let $vendor$editor;
const $x$edit = $once(() => {
const {Editor, keys: all} = $vendor$editor;
const {word} = $words();
class edit {}
return {edit};
});
const $x$run = $once(() => {
const {word} = $words();
const {edit} = $x$edit();
async function* run() {
await $load("x/edit.js");
}
return {run};
});
const $doors = {
"x/edit.js": async () => { $vendor$editor = await import("./vendor/editor.js"); return $x$edit(); },
"x/run.js": async () => { $vendor$editor = await import("./vendor/editor.js"); return $x$run(); },
};
export const $load = (name) => $doors[name]();

"#]]
    );
}

#[test]
fn an_address_beside_a_module_is_the_same_in_the_joined_file() {
    let page = "const all = new URL(\"./x\", import.meta.url);\nimport(new URL(\"../y.js\", all));\nimport(\"../z.js\");\n";
    assert_data_eq!(
        shown(&[("page.js", page)]),
        str![[r#"
== page-b6aa629d.js
const $once = (make) => { let it; return () => (it ??= make()); };
const $page = $once(() => {
const all = new URL("./x", new URL("./page.js", import.meta.url).href);
import(new URL("../y.js", all));
import("../z.js");
return {};
});
$page();

"#]]
    );
}

#[test]
fn every_change_is_another_name() {
    let name = |text| join(&[("page.js", text)]).expect("is right").entry;
    assert_ne!(name("a();\n"), name("b();\n"));
    assert_eq!(name("a();\n"), name("// Why.\na();\n"));
}

#[test]
fn both_files_have_one_name_so_a_change_of_one_is_a_change_of_both() {
    let name = |later| {
        let modules = [("page.js", "import(\"./a.js\");\n"), ("a.js", later)];
        join(&modules).expect("is right").entry
    };
    assert_ne!(name("a();\n"), name("b();\n"));
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "import a from \"./a.js\";",
        "import * as a from \"./a.js\";",
        "import {a} from './a.js';",
        "import {a} from \"./a.js\"",
        "  import {a} from \"./a.js\";",
        "export default function f() {}",
        "export * from \"./a.js\";",
        "export {a} from \"./a.js\";",
        "export {a};",
        "export let a = 1;",
        "export var a = 1;",
        "export const {a} = b;",
        "  export const a = 1;",
        "const a = import(name);",
        "import(`./${name}.js`);",
        "const {env} = import.meta;",
    ] {
        refused(&format!("{text}\n"), "page.js:1");
    }
}

#[test]
fn what_is_not_there_is_refused() {
    refused(
        "import {b} from \"./a.js\";\n",
        "no `b` in `a.js`\n  it exports: a",
    );
    refused(
        "import \"./b.js\";\n",
        "page.js:1 imports `b.js`: no `b.js`",
    );
    refused("import \"lib\";\n", "`lib` is no address");
    refused("import \"./A.js\";\n", "`A.js` is no name of a module");
}

#[test]
fn what_would_be_wrong_in_a_joined_file_is_refused() {
    refused("const $words = 1;\n", "a name that begins with `$w`");
    refused("const a = await b();\n", "outside of all functions");
    refused(
        "import {a} from \"./vendor/a.js\";\n",
        "every page would load `./vendor/a.js`",
    );
    refused("const a = `one\ntwo`;\n", "page.js:1: text that goes on");
    refused("const a = 1; /* why\n*/\n", "a comment beside code");
    refused("/* why */ const a = 1;\n", "code behind a comment");
    refused("const a = \"one\\\ntwo\";\n", "text that goes on");
    refused("}\n", "a bracket too much");
}

#[test]
fn a_circle_of_imports_is_refused() {
    let modules = [
        ("page.js", "import \"./a.js\";\n"),
        ("a.js", "import \"./b.js\";\n"),
        ("b.js", "\nimport \"./a.js\";\n"),
    ];
    let expected = "b.js:2: `a.js` imports this file";
    assert!(shown(&modules).contains(expected), "{}", shown(&modules));
}

/// What is code in a line: text is blanks.
#[track_caller]
fn is_code(line: &str, expected: &str) {
    let code = code_of(line).unwrap_or_else(|error| format!("error: {error}"));
    assert_eq!(code, expected);
}

#[test]
fn text_is_told_from_code() {
    is_code("a(\"b\"); // c", "a(\" \"); ");
    is_code(
        "\"it's `x` // no\" + 'a\"b\\'c'",
        "\"              \" + '      '",
    );
    is_code(
        "`a ${b(`c ${{d}}`, {e})} f`;",
        "`  ${b(`  ${{d}}`, {e})}  `;",
    );
    is_code("x.split(\"`\");", "x.split(\" \");");
    is_code(
        "const A = /[`\"/\\]]\\//gu; a / b",
        "const A = /         /gu; a / b",
    );
    is_code("(time / 1e6) / 2", "(time / 1e6) / 2");
    is_code("return /`/.test(\"é\");", "return / /.test(\"  \");");
    is_code("=> /x'/", "=> /  /");
}
