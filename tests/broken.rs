//! Broken copies of the book, each of which a check refuses.
//!
//! A check that cannot fail proves nothing. Each test takes a copy of this
//! book, breaks one thing in it, and looks for the complaint.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use book_tests::*;
use listing::{Language, Problem};
use runner::{Cargo, Runner};
use tempfile::TempDir;

/// A copy of what the checks read.
fn copy() -> TempDir {
    fn folder(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let from = entry.unwrap().path();
            let to = to.join(from.file_name().unwrap());
            if from.is_dir() {
                folder(&from, &to);
            } else {
                fs::copy(from, to).unwrap();
            }
        }
    }
    let copy = tempfile::tempdir().unwrap();
    // A page shows parts of the service.
    for name in ["src", "examples", "theme", "tests/servers/src"] {
        folder(&root().join(name), &copy.path().join(name));
    }
    for name in ["book.toml", "tests/ids.txt"] {
        fs::copy(root().join(name), copy.path().join(name)).unwrap();
    }
    copy
}

fn edit(root: &Path, file: &str, edit: impl FnOnce(String) -> String) {
    let path = root.join(file);
    fs::write(&path, edit(fs::read_to_string(&path).unwrap_or_default())).unwrap();
}

/// Replaces the first `from`, which has to be there.
fn replace(root: &Path, file: &str, from: &str, to: &str) {
    edit(root, file, |text| {
        assert!(
            text.contains(from),
            "{file} has no `{from}` to break:\n{text}"
        );
        text.replacen(from, to, 1)
    });
}

/// Breaks a copy with `break_it`: `check`, which finds nothing in the book as
/// it is, has to complain with `expected`.
#[track_caller]
fn refused(break_it: impl FnOnce(&Path), check: impl Fn(&Path) -> Vec<Problem>, expected: &str) {
    let copy = copy();
    none(&check(copy.path()));
    break_it(copy.path());
    let problems: Vec<String> = check(copy.path()).iter().map(Problem::to_string).collect();
    assert!(
        problems.iter().any(|it| it.contains(expected)),
        "no `{expected}` in\n{problems:#?}"
    );
}

// The parts of the book that the tests break.
const CHAPTER: &str = "examples/coroutines";
const LISTING: &str = "calling_runs_nothing";

fn file(suffix: &str) -> String {
    format!("{CHAPTER}/{LISTING}.{suffix}")
}

/// What the listings of a copy do that the files beside them do not say.
/// The programs are those of the real book: a copy has none built.
fn stale(name: &str, language: Language) -> impl Fn(&Path) -> Vec<Problem> {
    static RUNNER: LazyLock<Runner> =
        LazyLock::new(|| Runner::new(&root(), Cargo::Quiet).expect("the chapters build"));
    move |root| {
        let listings = listings(root);
        let listing = listings.get(name).unwrap();
        match RUNNER.differences(&listings, listing, language) {
            Ok(differences) => differences
                .into_iter()
                .map(|it| Problem::new(it.kind.suffix(), "is stale", ""))
                .collect(),
            Err(error) => vec![Problem::new(name, format!("{error:#}"), "")],
        }
    }
}

#[test]
fn a_recording_of_another_program() {
    refused(
        |root| edit(root, &file("py"), |text| text + "# More.\n"),
        |root| recordings(&listings(root)),
        "is older than the program",
    );
}

#[test]
fn a_recording_that_printed_something_else() {
    refused(
        |root| replace(root, &file("trace.jsonl"), "\"text\":\"", "\"text\":\"oh "),
        |root| recordings(&listings(root)),
        "printed something else",
    );
}

#[test]
fn a_timeline_without_a_sentence() {
    refused(
        |root| {
            edit(root, "src/coroutines.md", |text| {
                let (before, rest) = text.split_once(" see=\"").expect("has a caption");
                let (_, after) = rest.split_once('"').expect("is closed");
                format!("{before}{after}")
            });
        },
        |root| captioned(&Pages::read(root), &listings(root)),
        "has no sentence below it",
    );
}

#[test]
fn a_wrong_output_of_rust() {
    let wrong = |root: &Path| replace(root, &file("out"), "called", "hailed");
    refused(wrong, stale(LISTING, Language::Rust), "out: is stale");
}

#[test]
fn a_wrong_output_of_python() {
    let wrong = |root: &Path| edit(root, &file("py.out"), |_| "nothing\n".into());
    refused(wrong, stale(LISTING, Language::Python), "py.out: is stale");
}

#[test]
fn a_missing_output() {
    let gone = |root: &Path| fs::remove_file(root.join(file("out"))).unwrap();
    refused(gone, stale(LISTING, Language::Rust), "out: is stale");
}

#[test]
fn a_changed_program() {
    let changed = |root: &Path| replace(root, &file("py"), "called", "hailed");
    refused(
        changed,
        stale(LISTING, Language::Python),
        "py.out: is stale",
    );
}

#[test]
fn a_wrong_error_code() {
    let name = format!("{LISTING}.try_twice");
    let wrong = |root: &Path| replace(root, &file("try_twice.err"), "E0382", "E0381");
    refused(wrong, stale(&name, Language::Rust), "err: is stale");
}

#[test]
fn a_wrong_error_code_of_another_compiler() {
    let name = format!("{LISTING}.try_twice");
    let wrong = |root: &Path| {
        replace(root, &file("try_twice.err"), "rustc ", "rustc 9");
        none(&stale(&name, Language::Rust)(root));
        replace(root, &file("try_twice.err"), "E0382", "E0381");
    };
    refused(wrong, stale(&name, Language::Rust), "err: is stale");
}

#[test]
fn a_warning_that_nobody_declared() {
    let gone = |root: &Path| {
        fs::remove_file(root.join(format!("{CHAPTER}/forgotten_await_warns.warn"))).unwrap();
    };
    refused(
        gone,
        stale("forgotten_await_warns", Language::Rust),
        "warn: is stale",
    );
}

#[test]
fn a_program_that_is_not_registered() {
    let stray = |root: &Path| edit(root, "examples/coroutines/stray.rs", |_| "// A.\n\n".into());
    refused(
        stray,
        |root| registered(&listings(root)),
        "is not named in main.rs",
    );
}

#[test]
fn a_program_that_nothing_runs_is_not_observed() {
    let stray = |root: &Path| {
        edit(root, "examples/coroutines/main.rs", |text| {
            text.replace("    calling_runs_nothing,\n", "")
        });
    };
    refused(
        stray,
        stale(LISTING, Language::Rust),
        "compiles, and nothing runs it",
    );
}

#[test]
fn a_registered_name_without_a_program() {
    let gone = |root: &Path| {
        replace(
            root,
            "examples/coroutines/main.rs",
            "chapter! {",
            "chapter! { nothing_here,",
        );
    };
    refused(
        gone,
        |root| registered(&listings(root)),
        "there is no nothing_here.rs",
    );
}

#[test]
fn a_file_of_no_kind() {
    let stray = |root: &Path| edit(root, &file("oot"), |_| String::new());
    refused(
        stray,
        |root| listings(root).problems,
        "is no file of a listing",
    );
}

#[test]
fn a_name_in_two_chapters() {
    let twice = |root: &Path| {
        edit(root, &format!("examples/tasks/{LISTING}.py"), |_| {
            String::new()
        })
    };
    refused(twice, |root| listings(root).problems, "the name is taken");
}

#[test]
fn an_output_without_a_program() {
    let stray = |root: &Path| edit(root, "examples/coroutines/stray.out", |_| String::new());
    refused(
        stray,
        |root| shape(&listings(root)),
        "belongs to no program",
    );
}

#[test]
fn a_program_without_a_claim() {
    let bare = |root: &Path| edit(root, &file("rs"), |text| text.replacen("// ", "", 1));
    refused(
        bare,
        |root| shape(&listings(root)),
        "does not start with a claim",
    );
}

#[test]
fn a_wide_line() {
    let wide = |root: &Path| {
        edit(root, &file("py"), |text| {
            text + "# " + &"x".repeat(60) + "\n"
        })
    };
    refused(
        wide,
        |root| shape(&listings(root)),
        "is 62 columns wide, more than 60",
    );
}

#[test]
fn a_program_that_is_not_formatted() {
    let ugly = |root: &Path| replace(root, &file("rs"), "    ", "  ");
    refused(
        ugly,
        |root| formatted(&listings(root)),
        "rustfmt would change",
    );
}

#[test]
fn a_variation_that_is_another_program() {
    let far = |root: &Path| {
        edit(root, &file("try_twice.py"), |text| {
            text + &"x()\ny()\n".repeat(3)
        })
    };
    refused(far, |root| variations(&listings(root)), "changes 7 lines");
}

#[test]
fn a_listing_without_a_twin() {
    let alone = |root: &Path| fs::remove_file(root.join(file("py"))).unwrap();
    refused(
        alone,
        |root| paired(&Pages::read(root), &listings(root)),
        "no python twin",
    );
}

#[test]
fn a_listing_that_is_not_shown() {
    let hidden = |root: &Path| {
        edit(root, "src/coroutines.md", |text| {
            let lines = text.lines().filter(|line| {
                !line.contains(&format!("{LISTING}}}")) && !line.contains(&format!("{LISTING} "))
            });
            lines.collect::<Vec<_>>().join("\n")
        });
    };
    let check = |root: &Path| shown(&Pages::read(root), &listings(root));
    refused(hidden, check, &format!("shows `{LISTING}` 0 times"));
}

#[test]
fn a_directive_with_a_typo() {
    let typo = |root: &Path| edit(root, "src/tasks.md", |text| text + "\n{{#listng x}}\n");
    refused(
        typo,
        |root| shown(&Pages::read(root), &listings(root)),
        "no directive named `listng`",
    );
}

#[test]
fn a_directive_for_a_listing_there_is_not() {
    let wrong = |root: &Path| {
        edit(root, "src/tasks.md", |text| {
            text + "\n{{#listing calling_run_nothing}}\n"
        })
    };
    let check = |root: &Path| shown(&Pages::read(root), &listings(root));
    refused(wrong, check, "did you mean calling_runs_nothing");
    // And the book does not build.
    let copy = copy();
    wrong(copy.path());
    let error = site(copy.path()).unwrap_err().to_string();
    assert!(
        error.contains("no listing named `calling_run_nothing`"),
        "{error}"
    );
}

#[test]
fn a_page_that_nobody_can_reach() {
    let stray = |root: &Path| edit(root, "src/stray.md", |_| "# Stray {#stray}\n".into());
    let check = |root: &Path| order(root, &Pages::read(root), &listings(root));
    refused(stray, check, "src/stray.md: is not in src/SUMMARY.md");
}

#[test]
fn a_heading_without_an_id() {
    let bare = |root: &Path| edit(root, "src/tasks.md", |text| text + "\n## Bare\n");
    refused(
        bare,
        |root| prose(&Pages::read(root)),
        "a heading without an id",
    );
}

#[test]
fn a_fence_that_rustdoc_skips() {
    let skipped = |root: &Path| edit(root, "src/tasks.md", |text| text + "\n```rust,a=b\n```\n");
    refused(
        skipped,
        |root| prose(&Pages::read(root)),
        "makes rustdoc skip the block",
    );
}

#[test]
fn an_id_that_has_vanished() {
    let gone = |root: &Path| replace(root, "src/tasks.md", "{#tasks}", "{#other}");
    let check = |root: &Path| ids_kept(root, &Pages::read(root), &listings(root));
    refused(gone, check, "the id tasks#tasks has vanished");
}

#[test]
fn a_pair_of_names_that_is_not_used() {
    let unused = |root: &Path| {
        edit(root, &file("names"), |text| {
            text + "no.such | no::such | same\n"
        })
    };
    refused(
        unused,
        |root| names(&listings(root)),
        "`no.such` does not occur",
    );
}

#[test]
fn a_need_that_is_not_understood() {
    let unclear = |root: &Path| edit(root, &file("needs"), |text| text + "a recent Redis\n");
    refused(
        unclear,
        |root| needs(&listings(root)),
        "`a recent Redis` names nothing that can be installed",
    );
}

/// The site of a copy, and the problems of its links.
fn built(root: &Path) -> Vec<Problem> {
    links(site(root).expect("the copy builds").path())
}

#[test]
fn a_link_to_no_page() {
    let dead = |root: &Path| edit(root, "src/tasks.md", |text| text + "\n[x](nowhere.md)\n");
    refused(dead, built, "there is no file `nowhere.html`");
}

#[test]
fn a_link_to_no_id() {
    let dead = |root: &Path| {
        edit(root, "src/tasks.md", |text| {
            text + "\n[x](joining.md#nowhere)\n"
        })
    };
    refused(dead, built, "`joining.html` has no id `nowhere`");
}

#[test]
fn an_id_that_stands_twice() {
    let twice = |root: &Path| {
        edit(root, "src/tasks.md", |text| {
            text + "\n<p id=\"tasks\"></p>\n"
        })
    };
    refused(twice, built, "the id `tasks` stands there twice");
}
