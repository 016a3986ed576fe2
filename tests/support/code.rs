//! Checks on the programs as text.

use std::process::Command;

use listing::{Kind, Language, Listing, Listings, Problem};
use similar::{ChangeTag, TextDiff};
use trace::{Model, Stream, Trace, fingerprint};

/// Two programs of this width stand side by side on a laptop.
const COLUMNS_MAX: usize = 60;

/// Longer programs say more than one thing.
const LINES_MAX: usize = 42;

/// How far a variation may be from what it varies.
const CHANGED_LINES_MAX: usize = 4;

/// Every program that compiles is named in its chapter's `main.rs`, and
/// nothing else is.
pub fn registered(listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for listing in listings.by_name.values() {
        let (has_rust, refused) = (
            listing.file(Kind::Rust).is_some(),
            listing.file(Kind::Err).is_some(),
        );
        match (has_rust && !refused, listings.is_registered(listing)) {
            (true, false) => problems.push(Problem::new(
                listing.place(Kind::Rust),
                "is not named in main.rs, so nothing compiles or runs it",
                format!(
                    "add `{}` to examples/{}/main.rs",
                    listing.name, listing.chapter
                ),
            )),
            (false, true) if refused => problems.push(Problem::new(
                listing.place(Kind::Err),
                "the program is named in main.rs, so it has to compile",
                "remove it there, or delete the .err",
            )),
            _ => {}
        }
    }
    for (chapter, names) in &listings.registered {
        for name in names {
            let here = listings
                .get(name)
                .filter(|listing| listing.chapter == *chapter);
            if here.and_then(|listing| listing.file(Kind::Rust)).is_none() {
                problems.push(Problem::new(
                    format!("examples/{chapter}/main.rs"),
                    format!("names `{name}`, and there is no {name}.rs"),
                    listings.suggestions(name, Some(chapter)),
                ));
            }
        }
    }
    problems
}

/// Every program starts with a claim, is ASCII, narrow and short.
pub fn shape(listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for listing in listings.by_name.values() {
        for (language, kind) in [
            (Language::Python, Kind::Python),
            (Language::Rust, Kind::Rust),
        ] {
            let Some(source) = listing.source(language) else {
                continue;
            };
            let place = listing.place(kind);
            if listing
                .claim_of(language)
                .is_none_or(|claim| !claim.ends_with(['.', '?']))
            {
                problems.push(Problem::new(
                    &place,
                    "does not start with a claim",
                    "begin with a comment (Python: a docstring) of one sentence and an empty line",
                ));
            }
            for (line, number) in source.lines().zip(1..) {
                let at = format!("{place}:{number}");
                let columns = line.chars().count();
                if columns > COLUMNS_MAX {
                    let what = format!("is {columns} columns wide, more than {COLUMNS_MAX}");
                    problems.push(Problem::new(&at, what, "break the line"));
                }
                if !line.is_ascii() {
                    let what = "has a character outside ASCII";
                    problems.push(Problem::new(
                        &at,
                        what,
                        "programs are the same in every edition",
                    ));
                }
            }
            if source.lines().count() > LINES_MAX {
                let what = format!("is longer than {LINES_MAX} lines");
                problems.push(Problem::new(&place, what, "let it say one thing"));
            }
        }
        if listing.file(Kind::Rust).is_none() && listing.file(Kind::Python).is_none() {
            let file = listing.files.keys().next().copied().unwrap_or(Kind::Out);
            problems.push(Problem::new(
                listing.place(file),
                "belongs to no program",
                "delete it, or rename it as its program is named",
            ));
        }
    }
    problems
}

/// Every recording can be read, is of the program beside it, and printed what
/// the page says. Whether the program still runs like that is for
/// `tests/recordings.rs` to find out.
pub fn recordings(listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for listing in listings.by_name.values() {
        for language in Language::ALL {
            let kind = Kind::recording(language);
            let Some(text) = listing.file(kind) else {
                continue;
            };
            if let Err(what) = recording(listing, language, text) {
                let remedy = format!("record it: cargo book record {}", listing.chapter);
                problems.push(Problem::new(listing.place(kind), what, remedy));
            }
        }
    }
    problems
}

fn recording(listing: &Listing, language: Language, text: &str) -> Result<(), String> {
    let trace = Trace::read(text).map_err(|problem| problem.to_string())?;
    let source = listing.source(language).unwrap_or_default();
    if trace.header.source != fingerprint(source) {
        return Err("is older than the program".into());
    }
    let model = Model::new(&trace);
    let printed = model.outputs.iter().filter(|it| it.to == Stream::Stdout);
    let printed: String = printed.map(|it| format!("{}\n", it.line)).collect();
    let expected = listing.expectation(language).map(|it| it.stdout);
    match expected.unwrap_or_default() == printed {
        true => Ok(()),
        false => Err(format!("printed something else:\n{printed}")),
    }
}

/// A variation is a listing that exists, a few lines away.
pub fn variations(listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for listing in listings.by_name.values() {
        let Some(name) = listing.variation_of() else {
            continue;
        };
        let Some(original) = listings.get(name) else {
            let place = format!("examples/{}/{}", listing.chapter, listing.name);
            let remedy = listings.suggestions(name, Some(&listing.chapter));
            problems.push(Problem::new(
                place,
                format!("there is no listing `{name}` to vary"),
                remedy,
            ));
            continue;
        };
        for (language, kind) in [
            (Language::Python, Kind::Python),
            (Language::Rust, Kind::Rust),
        ] {
            let Some(code) = listing.code(language) else {
                continue;
            };
            let before = original.code(language).unwrap_or_default();
            let changed = changed_lines(before, code);
            if changed == 0 || changed > CHANGED_LINES_MAX {
                problems.push(Problem::new(
                    listing.place(kind),
                    format!("changes {changed} lines of `{name}`"),
                    format!("a variation changes 1 to {CHANGED_LINES_MAX}; or make it a listing"),
                ));
            }
        }
    }
    problems
}

/// A line that was replaced counts once; the more of added and removed.
fn changed_lines(before: &str, after: &str) -> usize {
    let diff = TextDiff::from_lines(before, after);
    let count = |tag| {
        let changes = diff.iter_all_changes();
        changes
            .filter(|it| it.tag() == tag && !it.value().trim().is_empty())
            .count()
    };
    count(ChangeTag::Delete).max(count(ChangeTag::Insert))
}

/// rustfmt would change nothing. It does not follow `tour::chapter!`, so it is
/// given the files.
pub fn formatted(listings: &Listings) -> Vec<Problem> {
    let mut files = Vec::new();
    for listing in listings.by_name.values() {
        files.extend(listing.file(Kind::Rust).map(|_| listing.path(Kind::Rust)));
    }
    // A rustup without the component still has a `rustfmt` that only complains.
    let version = Command::new("rustfmt").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        let remedy = "install it: rustup component add rustfmt";
        return vec![Problem::new("rustfmt", "cannot be run", remedy)];
    }
    let output = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--color", "never"])
        .args(&files)
        .output()
        .expect("it ran a moment ago");
    if output.status.success() {
        return Vec::new();
    }
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).trim_end().to_string();
    let remedy = "format them: rustfmt --edition 2024 examples/*/*.rs";
    vec![Problem::new(
        "examples",
        format!("rustfmt would change\n{text}"),
        remedy,
    )]
}

/// What has to be installed for a program is said in a way that can be checked.
pub fn needs(listings: &Listings) -> Vec<Problem> {
    let listings = listings.by_name.values();
    listings.flat_map(listing::needs::misunderstood).collect()
}
