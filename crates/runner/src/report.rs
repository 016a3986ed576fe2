//! Differences between a program and the files beside it, for people.

use listing::{Difference, Language, Listing};
use similar::TextDiff;

/// What each program does that the book does not say, as diffs, and what to do
/// about it.
pub fn report(listing: &Listing, differences: &[Difference]) -> String {
    let mut text = String::new();
    for difference in differences {
        let name = listing.place(difference.kind);
        let program = match difference.kind.expected_of() {
            Some(Language::Python) => "the Python program",
            _ => "the Rust program",
        };
        let expected = difference.expected.as_deref();
        let expected = expected.or_else(|| listing.expected(difference.kind));
        match (&difference.expected, expected) {
            (Some(_), _) => {}
            (None, Some(_)) => text += &format!("{program} does not print what Rust prints\n"),
            (None, None) => {
                text += &format!("{program} does something that needs a file {name}\n");
            }
        }
        if difference.actual.is_none() {
            text += &format!("{program} does nothing that needs the file {name}\n");
        }
        let actual = difference.actual.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(expected.unwrap_or_default(), actual);
        text += &diff.unified_diff().header(&name, program).to_string();
    }
    text + &format!(
        "if the program is right: cargo book bless {}\n",
        listing.chapter
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use listing::Kind;

    use super::*;

    /// Reports on a listing whose programs should both print `hi`.
    #[track_caller]
    fn check(kind: Kind, expected: Option<&str>, actual: Option<&str>, report: &str) {
        let listing = Listing {
            name: "x".into(),
            chapter: "c".into(),
            folder: "examples/c".into(),
            files: BTreeMap::from([(Kind::Out, "hi\n".into())]),
        };
        let (expected, actual) = (expected.map(str::to_string), actual.map(str::to_string));
        let differences = [Difference {
            kind,
            expected,
            actual,
        }];
        assert_eq!(super::report(&listing, &differences), report);
    }

    #[test]
    fn another_output_is_a_diff() {
        check(
            Kind::Out,
            Some("hi\n"),
            Some("ho\n"),
            "--- examples/c/x.out\n+++ the Rust program\n@@ -1 +1 @@\n-hi\n+ho\n\
             if the program is right: cargo book bless c\n",
        );
    }

    #[test]
    fn twins_that_part_are_named() {
        check(
            Kind::PythonOut,
            None,
            Some("ho\n"),
            "the Python program does not print what Rust prints\n\
             --- examples/c/x.py.out\n+++ the Python program\n@@ -1 +1 @@\n-hi\n+ho\n\
             if the program is right: cargo book bless c\n",
        );
    }

    #[test]
    fn a_file_too_many_is_named() {
        check(
            Kind::Note,
            Some("old\n"),
            None,
            "the Rust program does nothing that needs the file examples/c/x.note\n\
             --- examples/c/x.note\n+++ the Rust program\n@@ -1 +0,0 @@\n-old\n\
             if the program is right: cargo book bless c\n",
        );
    }
}
