//! Pages in, pages out.

use std::collections::BTreeMap;

use listing::{Kind, Listing, Listings};
use snapbox::{IntoData, assert_data_eq, str};

use crate::{Numbers, Page, Shared, Stale, Words, expand};

/// The page `hello.md`, which is chapter 3.
fn page() -> Page {
    Page {
        path: "hello.md".into(),
        number: Some("3".into()),
    }
}

/// A book with the chapter `hello` and these files in it.
fn book(files: &[(&str, &str)], markdown: &str) -> Shared {
    let mut listings = Listings::default();
    listings.registered.insert("hello".into(), Vec::new());
    for (file, text) in files {
        let (name, kind) = Kind::split(file).expect("is a file of a listing");
        let listing = listings
            .by_name
            .entry(name.into())
            .or_insert_with(|| Listing {
                name: name.into(),
                chapter: "hello".into(),
                folder: "examples/hello".into(),
                files: BTreeMap::new(),
            });
        listing.files.insert(kind, text.to_string());
    }
    Shared {
        numbers: Numbers::new(&[(page(), markdown.into())], &listings),
        listings,
        words: Words::of("en").expect("there are English words"),
        crates: BTreeMap::from([("hello".into(), vec!["tokio".into(), "futures".into()])]),
        for_test: false,
        stale: Stale::Refused,
    }
}

const RUST: (&str, &str) = ("hi.rs", "// It says `hi`.\n\nfn main() { tokio() }\n");
const PYTHON: (&str, &str) = ("hi.py", "\"\"\"It says `hi`.\"\"\"\n\nprint(\"hi\")\n");
const OUT: (&str, &str) = ("hi.out", "hi\n");

/// Expands the page; the figure without its empty lines and without the words
/// for scripts, which have a test of their own.
#[track_caller]
fn check(files: &[(&str, &str)], markdown: &str, expected: impl IntoData) {
    assert_data_eq!(
        expanded(&book(files, markdown), markdown),
        expected.into_data()
    );
}

fn expanded(book: &Shared, markdown: &str) -> String {
    match expand(book, &page(), markdown) {
        Ok(text) => without_words(&text).replace("\n\n", "\n"),
        Err(problems) => problems
            .iter()
            .map(|problem| format!("error: {problem}\n"))
            .collect(),
    }
}

fn without_words(page: &str) -> &str {
    let words = page.split_once("\n<script type=\"application/json\"");
    words.map_or(page, |it| it.0)
}

#[test]
fn a_listing_is_one_figure() {
    check(
        &[RUST, PYTHON, OUT],
        "{{#listing hi}}\n",
        str![[r#"
<figure class="listing" id="listing-hi" aria-label="Listing 3.1" data-listing="hi">
<figcaption><span class="number">Listing 3.1</span> <span class="claim">It says <code>hi</code>.</span></figcaption>
<div class="twins">
<div class="twin python" data-first-line="3">
<p class="language">Python</p>
```python
print("hi")
```
</div>
<div class="twin rust" data-first-line="3">
<p class="language">Rust</p>
```rust
fn main() { tokio() }
```
</div>
</div>
<div class="outputs">
<div class="output both">
<p class="language">Both print</p>
```text
hi
```
</div>
</div>
</figure>

"#]],
    );
}

#[test]
fn a_question_folds_claim_and_output_away() {
    check(
        &[PYTHON, ("hi.py.out", "hi\n")],
        "{{#listing hi ask=\"What?\" choices=\"ho: it laughs\" only=python}}\n",
        str![[r#"
<figure class="listing" id="listing-hi" aria-label="Listing 3.1" data-listing="hi">
<figcaption><span class="number">Listing 3.1</span> <span class="claim">What?</span></figcaption>
<div class="twins single">
<div class="twin python" data-first-line="3">
<p class="language">Python</p>
```python
print("hi")
```
</div>
</div>
<details class="answer">
<summary>Answer</summary>
<p class="claim">It says <code>hi</code>.</p>
<div class="outputs">
<div class="output python">
<p class="language">Python prints</p>
```text
hi
```
</div>
</div>
<p class="believed">If you said <strong>ho</strong>, you believed that it laughs.</p>
</details>
</figure>

"#]],
    );
}

#[test]
fn a_variation_is_shown_as_its_changes() {
    check(
        &[
            RUST,
            PYTHON,
            OUT,
            ("hi.try_ho.py", "\"\"\"It laughs.\"\"\"\n\nprint(\"ho\")\n"),
            ("hi.try_ho.py.out", "ho\n"),
        ],
        "{{#listing hi.try_ho}}\n{{#listing hi}}\n",
        str![[r#"
<figure class="listing variation" id="listing-hi-try_ho" aria-label="Listing 3.1, changed" data-listing="hi.try_ho">
<figcaption><span class="number">Listing 3.1, changed</span> <span class="claim">It laughs.</span></figcaption>
<div class="twins single">
<div class="twin python" data-first-line="3" data-lines=",3" data-program="print(&quot;ho&quot;)&#10;">
<p class="language">Python, changed</p>
```diff
- print("hi")
+ print("ho")
```
</div>
</div>
<details class="answer">
<summary>What happens</summary>
<div class="outputs">
<div class="output python">
<p class="language">Python prints</p>
```text
ho
```
...
"#]],
    );
}

#[test]
fn a_program_that_is_refused_shows_why_and_not_that_it_prints_nothing() {
    let error = "rustc 1.95.0 (abc 2026-01-01)\nerror[E0382]: use of moved value: `x`\n";
    check(
        &[RUST, PYTHON, ("hi.err", error), ("hi.py.out", "hi\n")],
        "{{#listing hi}}\n",
        str![[r#"
...
```rust,compile_fail
fn main() { tokio() }
```
</div>
</div>
<div class="outputs">
<div class="output python">
<p class="language">Python prints</p>
```text
hi
```
</div>
<div class="output rust compiler">
<p class="language">It does not compile: rustc 1.95.0 says</p>
```text
error[E0382]: use of moved value: `x`
```
</div>
</div>
</figure>

"#]],
    );
}

#[test]
fn two_claims_are_both_shown() {
    let python = ("hi.py", "\"\"\"It says more.\"\"\"\n\nprint(\"hi\")\n");
    check(
        &[RUST, python, OUT],
        "{{#listing hi}}\n",
        str![[r#"
<figure class="listing" id="listing-hi" aria-label="Listing 3.1" data-listing="hi">
<figcaption><span class="number">Listing 3.1</span> <span class="claim">It says <code>hi</code>.</span>
<span class="claim">In Python: It says more.</span></figcaption>
...
"#]],
    );
}

#[test]
fn rustdoc_gets_the_crates_and_how_the_program_ends() {
    let markdown = "{{#listing hi}}\n";
    let stderr = (
        "hi.stderr",
        "thread 'main' panicked at hi.rs:1:1:\nboom\n(exit status 101)\n",
    );
    let mut book = book(&[RUST, PYTHON, OUT, stderr], markdown);
    book.for_test = true;
    let text = expanded(&book, markdown);
    let block = "```rust,should_panic\nfn main() { tokio() }\n# extern crate tokio;\n```\n";
    assert!(text.contains(block), "{text}");
}

#[test]
fn text_around_a_directive_is_kept_to_the_byte() {
    let book = book(&[], "");
    let markdown = "# A {#a}\r\n\n\n  b  \n```text\n{{#listing no}}\n```";
    let text = expand(&book, &page(), markdown).unwrap();
    let words = book.words.for_scripts();
    assert_eq!(text.strip_suffix(&words), Some(markdown));
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    check(
        &[RUST, PYTHON],
        "Intro.\n{{#listing ho}}\n{{#listing hi}}\n{{#listin hi}}\n",
        str![[r#"
error: src/hello.md:2: no listing named `ho`
  there are: hi
error: src/hello.md:3: nothing says what `hi` does in python
  run it: cargo book bless hello
error: src/hello.md:4: no directive named `listin`; there are listing, timeline, messages, dictionary
  see CONTRIBUTING.md, directives

"#]],
    );
}

#[test]
fn the_index_has_what_programs_and_compilers_say() {
    check(
        &[
            RUST,
            PYTHON,
            (
                "hi.stderr",
                "thread 'main' panicked at hi.rs:1:1:\nboom\n(exit status 101)\n",
            ),
            ("hi.py.note", "hi.py:3: RuntimeWarning: a\n"),
        ],
        "{{#listing hi}}\n{{#messages}}\n",
        str![[r#"
...
| Message | Who says it | Shown in |
| --- | --- | --- |
| `RuntimeWarning: a` | Python | [Listing 3.1](hello.html#listing-hi) |
| `boom` | Rust, at run time | [Listing 3.1](hello.html#listing-hi) |

"#]],
    );
}

#[test]
fn the_dictionary_has_the_names_of_the_listings() {
    check(
        &[
            RUST,
            PYTHON,
            OUT,
            ("hi.names", "print | tokio::tokio | differs: no ink\n"),
        ],
        "{{#listing hi}}\n{{#dictionary}}\n",
        str![[r#"
...
| asyncio | Rust | Same, or differs |
| --- | --- | --- |
| <code>print</code> | <code>tokio::<wbr>tokio</code> | differs: no ink; see [Listing 3.1](hello.html#listing-hi) |

"#]],
    );
}

/// The text of a page that no tag, code, claim or question holds.
fn text_of_tools(page: &str) -> String {
    let mut text = String::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let mut rest = line;
            while let Some((before, tag)) = rest.split_once('<') {
                text += before;
                rest = tag.split_once('>').map_or("", |it| it.1);
            }
            text += rest;
            text.push(' ');
        }
    }
    text
}

#[test]
fn scripts_find_their_words_once_on_a_page() {
    let markdown = "{{#listing hi}}\n{{#listing hi only=rust}}\n";
    let mut book = book(&[RUST, PYTHON, OUT], markdown);
    book.words
        .run
        .insert("stop".into(), "</script> \"§\"".into());
    let page = expand(&book, &page(), markdown).expect("is right");
    let (_, words) = page
        .split_once("<script type=\"application/json\" id=\"book-words\">")
        .expect("has words");
    let (words, rest) = words.split_once("</script>").expect("ends");
    let words: serde_json::Value = serde_json::from_str(words).expect("is JSON");
    assert_eq!(words["run"]["stop"], "</script> \"§\"");
    assert_eq!(words["controls"]["play"], "Play");
    assert_eq!(rest, "\n");
}

#[test]
fn a_page_without_programs_has_words_and_one_for_rustdoc_has_none() {
    let prose = "# Hi\n";
    let (page, mut book) = (page(), book(&[RUST, PYTHON, OUT], prose));
    let text = expand(&book, &page, prose).expect("is right");
    assert!(text.contains("id=\"book-words\""), "{text}");
    book.for_test = true;
    let text = expand(&book, &page, "{{#listing hi}}\n").expect("is right");
    assert!(!text.contains("book-words"), "{text}");
}

#[test]
fn every_word_of_the_tools_is_in_the_words_file() {
    let error = ("hi.err", "rustc 1.95.0\nerror: 0\n");
    let names = ("hi.names", "0 | 0 | differs: 0\n");
    let python = ("hi.py", "\"\"\"0.\"\"\"\n\n0\n");
    let rust = ("hi.rs", "// 0.\n\nfn main() { 0 }\n");
    let markdown = "{{#listing hi}}\n{{#listing hi ask=\"0\" choices=\"0: 0\"}}\n{{#listing hi.try_0}}\n\
                    {{#messages}}\n{{#dictionary}}\n";
    let warn = ("hi.warn", "rustc 1.95.0\nwarning: 0\n");
    let varied = [
        ("hi.try_0.rs", "// 1.\n\nfn main() { 1 }\n"),
        ("hi.try_0.out", "0\n"),
    ];
    for expectations in [
        vec![error, ("hi.py.out", "0\n"), ("hi.py.stderr", "0\n")],
        vec![warn, OUT, ("hi.py.note", "0\n"), ("hi.py.out", "")],
        vec![OUT, ("hi.note", "0\n"), ("hi.py.stderr", "0\n")],
        vec![("hi.stderr", "0\n"), ("hi.out", "")],
        vec![
            OUT,
            ("hi.trace.jsonl", &recording("rust", rust.1)),
            ("hi.py.trace.jsonl", &recording("python", python.1)),
        ],
    ] {
        let files = [&[rust, python, names], &varied[..], &expectations].concat();
        let mut book = book(&files, markdown);
        book.words = Words::marked("§");
        let page =
            expand(&book, &page(), markdown).unwrap_or_else(|problems| panic!("{problems:?}"));
        let text = text_of_tools(without_words(&page))
            .replace("rustc 1.95.0", "")
            .replace("hello.html#listing-hi-try_0", "");
        let text = text
            .replace("hello.html#listing-hi", "")
            .replace("`main`", "")
            .replace("`error: 0`", "");
        let text = text.replace("`warning: 0`", "");
        assert!(
            !text.contains(char::is_alphabetic),
            "a word stands in the code: {text}"
        );
        assert!(text.contains('§'));
    }
}

/// A recording of `source` in which `main` sleeps for 0.1 s.
fn recording(language: &str, source: &str) -> String {
    let source = trace::fingerprint(source);
    format!(
        r#"{{"trace":1,"language":"{language}","file":"hi","source":"{source}","made_by":"hand"}}
{{"k":"thread","t":0,"th":1,"name":"0"}}
{{"k":"task","t":10,"id":1,"kind":"main","name":"0"}}
{{"k":"enter","t":10,"th":1,"id":1}}
{{"k":"wait","t":20,"id":1,"task":1,"what":"timer","label":"0","for_us":100000,"line":3}}
{{"k":"leave","t":30,"th":1,"id":1}}
{{"k":"enter","t":100100,"th":1,"id":1}}
{{"k":"over","t":100100,"id":1,"how":"ready"}}
{{"k":"leave","t":100200,"th":1,"id":1}}
{{"k":"end","t":100200,"id":1,"how":"finished"}}
"#
    )
}

/// Expands the page with the recordings of the two programs given as well.
fn with_recordings(rust: &str, python: &str, stale: Stale, markdown: &str) -> String {
    let mut book = recorded(rust, python, markdown);
    book.stale = stale;
    expanded(&book, markdown)
}

/// A book with the recordings of the two programs given.
fn recorded(rust: &str, python: &str, markdown: &str) -> Shared {
    let (rust, python) = (recording("rust", rust), recording("python", python));
    let files = [
        RUST,
        PYTHON,
        OUT,
        ("hi.trace.jsonl", &*rust),
        ("hi.py.trace.jsonl", &*python),
    ];
    book(&files, markdown)
}

#[test]
fn a_recorded_listing_has_its_timelines_below_it() {
    let page = with_recordings(
        RUST.1,
        PYTHON.1,
        Stale::Refused,
        "{{#listing hi see=\"`main` sleeps.\"}}\n",
    );
    let mut missing = Vec::new();
    for part in [
        "<div class=\"timelines\" data-total=\"100190\"",
        "<p class=\"see\"><code>main</code> sleeps.</p>",
        "<div class=\"picture\" data-language=\"python\">",
        "<div class=\"picture\" data-language=\"rust\">",
        "<div class=\"twin rust\" data-first-line=\"3\">",
        "listing-hi-rust",
        "<table",
        "class=\"timeline-legend\"",
    ] {
        if !page.contains(part) {
            missing.push(part);
        }
    }
    assert!(missing.is_empty(), "no {missing:#?} in\n{page}");
    assert_eq!(page.matches(" class=\"timeline\"").count(), 2, "{page}");
}

#[test]
fn a_listing_on_another_page_keeps_its_id_and_draws_with_others() {
    let markdown = "{{#listing hi}}\n";
    let book = recorded(RUST.1, PYTHON.1, markdown);
    let other = Page {
        path: "welcome.md".into(),
        number: None,
    };
    let html = expand(&book, &other, markdown).expect("the listing is there");
    assert!(html.contains(" id=\"listing-hi\""), "{html}");
    assert!(html.contains(" id=\"welcome-listing-hi-rust-"), "{html}");
    assert!(!html.contains(" id=\"listing-hi-rust-"), "{html}");
}

#[test]
fn two_listings_are_drawn_on_one_scale() {
    let page = with_recordings(
        RUST.1,
        PYTHON.1,
        Stale::Refused,
        "{{#timeline hi with=hi only=rust see=\"Twice.\"}}\n",
    );
    assert_eq!(page.matches(" class=\"timeline\"").count(), 2, "{page}");
    assert!(
        page.starts_with("<figure class=\"listing compared\""),
        "{page}"
    );
}

#[test]
fn a_stale_recording_is_refused_or_said() {
    let markdown = "{{#listing hi see=\"Asleep.\"}}\n";
    assert_data_eq!(
        with_recordings("changed", PYTHON.1, Stale::Refused, markdown),
        str![[r#"
error: src/hello.md:1: examples/hello/hi.trace.jsonl is older than the program
  record it: cargo book record hello

"#]]
    );
    let page = with_recordings("changed", PYTHON.1, Stale::Said, markdown);
    let said =
        "<p class=\"stale\">Not recorded since this edit: <code>cargo book record hello</code></p>";
    assert!(page.contains(said), "{page}");
    assert_eq!(page.matches(" class=\"timeline\"").count(), 1, "{page}");
}

#[test]
fn nothing_to_see_is_an_error() {
    check(
        &[RUST, PYTHON, OUT],
        "{{#listing hi see=\"Asleep.\"}}\n{{#timeline hi}}\n",
        str![[r#"
error: src/hello.md:1: there is no timeline of `hi`
  drop `see`, or record it: cargo book record hello
error: src/hello.md:2: there is no timeline of `hi`
  drop `see`, or record it: cargo book record hello

"#]],
    );
}

#[test]
fn a_program_that_needs_servers_runs_only_where_there_are_some() {
    let rust = "// It says `hi`.\n\nfn main() { tokio::hi(var(\"HTTP_SERVER\")) }\n";
    check(
        &[
            ("hi.rs", rust),
            PYTHON,
            OUT,
            ("hi.needs", "python: aiohttp\n"),
        ],
        "{{#listing hi}}\n",
        str![[r#"
<figure class="listing" id="listing-hi" aria-label="Listing 3.1" data-listing="hi">
<figcaption><span class="number">Listing 3.1</span> <span class="claim">It says <code>hi</code>.</span></figcaption>
<div class="twins">
<div class="twin python" data-first-line="3">
<p class="language">Python <span class="needs">needs aiohttp</span></p>
```python
print("hi")
```
</div>
<div class="twin rust" data-first-line="3" data-here>
<p class="language">Rust</p>
```rust,no_run
fn main() { tokio::hi(var("HTTP_SERVER")) }
```
</div>
</div>
<div class="outputs">
<div class="output both">
<p class="language">Both print</p>
```text
hi
```
</div>
</div>
</figure>

"#]],
    );
}

#[test]
fn a_package_and_a_server_of_one_name_are_two_needs() {
    for (needs, python, rust) in [
        ("python: redis\n", "needs redis", ""),
        (
            "server: redis\n",
            "needs redis-server",
            "needs redis-server",
        ),
        (
            "server: redis\npython: redis\n",
            "needs redis and redis-server",
            "needs redis-server",
        ),
    ] {
        let files = [RUST, PYTHON, OUT, ("hi.needs", needs)];
        let page = expanded(&book(&files, ""), "{{#listing hi}}\n");
        let label = |language: &str| {
            let (_, rest) = page.split_once(&format!("\"language\">{language}"))?;
            let rest = rest.split_once("</p>")?.0;
            rest.strip_prefix(" <span class=\"needs\">")?
                .strip_suffix("</span>")
        };
        assert_eq!(label("Python").unwrap_or_default(), python, "{needs}");
        assert_eq!(label("Rust").unwrap_or_default(), rust, "{needs}");
    }
}

#[test]
fn a_crate_that_the_playground_may_not_have_runs_only_here() {
    for (text, here) in [("futures::hi", false), ("lettre::hi", true)] {
        let rust = format!("// It says `hi`.\n\nfn main() {{ {text}() }}\n");
        let mut book = book(&[("hi.rs", &rust), OUT], "{{#listing hi only=rust}}\n");
        book.crates
            .entry("hello".into())
            .or_default()
            .push("lettre".into());
        let page = expanded(&book, "{{#listing hi only=rust}}\n");
        assert_eq!(page.contains(" data-here>"), here, "{text}: {page}");
    }
}
