//! What a program is expected to do, read from the files beside it.

use std::collections::BTreeMap;

use crate::{Kind, Language, Listing};

/// How a program that ran came to its end, and what it wrote to stderr.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Exit status 0, nothing on stderr.
    Well,
    /// Exit status 0, and these lines on stderr (`.note`).
    Noted(String),
    /// Another exit status, and these lines on stderr (`.stderr`). The last
    /// line is the status, in parentheses.
    Failed(String),
}

/// What rustc says of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// Nothing.
    Silent,
    /// It compiles, with this warning (`.warn`).
    Warns(String),
    /// It does not compile, and this is why (`.err`).
    Refuses(String),
}

/// What a program does, or is expected to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What rustc says; always silent for Python.
    pub compiler: Compiler,
    /// What it prints, if it gets to run.
    pub stdout: String,
    /// How it ends, if it gets to run.
    pub ending: Ending,
}

impl Listing {
    /// What the program in that language is expected to do.
    ///
    /// `None` if there is no such program, or if nothing says what it does
    /// because it was never blessed.
    pub fn expectation(&self, language: Language) -> Option<Expectation> {
        self.source(language)?;
        let text = |kind| self.file(kind).map(str::to_string);
        let (stdout, note, stderr) = match language {
            Language::Rust => (text(Kind::Out), text(Kind::Note), text(Kind::Stderr)),
            Language::Python => (
                self.expected(Kind::PythonOut).map(str::to_string),
                text(Kind::PythonNote),
                text(Kind::PythonStderr),
            ),
        };
        let compiler = match language {
            Language::Python => Compiler::Silent,
            Language::Rust => match (text(Kind::Err), text(Kind::Warn)) {
                (Some(error), _) => Compiler::Refuses(error),
                (None, Some(warning)) => Compiler::Warns(warning),
                (None, None) => Compiler::Silent,
            },
        };
        let refused = matches!(compiler, Compiler::Refuses(_));
        if !refused && stdout.is_none() && note.is_none() && stderr.is_none() {
            return None;
        }
        let ending = match (stderr, note) {
            (Some(stderr), _) => Ending::Failed(stderr),
            (None, Some(note)) => Ending::Noted(note),
            (None, None) => Ending::Well,
        };
        Some(Expectation {
            compiler,
            stdout: stdout.unwrap_or_default(),
            ending,
        })
    }

    /// What is expected to come out: the text of the file of that kind or, for
    /// the output of Python without a file of its own, that of Rust.
    pub fn expected(&self, kind: Kind) -> Option<&str> {
        let shared = || self.file(Kind::Out).filter(|_| kind == Kind::PythonOut);
        self.file(kind).or_else(shared)
    }

    /// The files that say what `observed` says, for that language: exactly
    /// these should stand beside the program, and no others.
    ///
    /// `rust_stdout` is the text of the `.out` of the Rust program, if it has
    /// one: Python's output is only kept where it differs.
    fn files_for(
        language: Language,
        observed: &Expectation,
        rust_stdout: Option<&str>,
    ) -> Vec<(Kind, String)> {
        let mut files = Vec::new();
        let (out, note, stderr) = match language {
            Language::Rust => (Kind::Out, Kind::Note, Kind::Stderr),
            Language::Python => (Kind::PythonOut, Kind::PythonNote, Kind::PythonStderr),
        };
        match &observed.compiler {
            Compiler::Silent => {}
            Compiler::Warns(text) => files.push((Kind::Warn, text.clone())),
            Compiler::Refuses(text) => {
                files.push((Kind::Err, text.clone()));
                return files;
            }
        }
        let keep = match (language, rust_stdout) {
            (Language::Python, Some(rust_stdout)) => rust_stdout != observed.stdout,
            // An empty `.out` is kept only where nothing else would say that
            // the program runs and prints nothing.
            _ => !observed.stdout.is_empty() || observed.ending == Ending::Well,
        };
        if keep {
            files.push((out, observed.stdout.clone()));
        }
        match &observed.ending {
            Ending::Well => {}
            Ending::Noted(text) => files.push((note, text.clone())),
            Ending::Failed(text) => files.push((stderr, text.clone())),
        }
        files
    }
}

/// A file beside a program that does not say what the program does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which file.
    pub kind: Kind,
    /// What is in it; none if there is no such file.
    pub expected: Option<String>,
    /// What should be in it; none if there should be no such file.
    pub actual: Option<String>,
}

impl Listing {
    /// Where the files beside the program in `language` differ from `observed`.
    pub fn differences(&self, language: Language, observed: &Expectation) -> Vec<Difference> {
        let wanted = Listing::files_for(language, observed, self.file(Kind::Out));
        let mut wanted: BTreeMap<Kind, String> = wanted.into_iter().collect();
        let kinds = Kind::ALL
            .into_iter()
            .filter(|kind| kind.expected_of() == Some(language));
        let mut differences = Vec::new();
        for kind in kinds {
            let expected = self.file(kind).map(str::to_string);
            let actual = wanted.remove(&kind);
            let same = match (&expected, &actual) {
                (Some(expected), Some(actual)) if matches!(kind, Kind::Err | Kind::Warn) => {
                    same_message(expected, actual)
                }
                _ => expected == actual,
            };
            if !same {
                differences.push(Difference {
                    kind,
                    expected,
                    actual,
                });
            }
        }
        differences
    }
}

/// Splits the text of an `.err` or `.warn` into the version of rustc that wrote
/// it and the message.
pub fn compiler_text(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or(("rustc", text))
}

/// Whether two texts of rustc say the same.
///
/// The first line is the version. One version writes the same bytes each time;
/// another may word and draw a message differently, and then code, line and
/// the first name that is quoted have to agree.
fn same_message(expected: &str, actual: &str) -> bool {
    if compiler_text(expected).0 == compiler_text(actual).0 {
        return expected == actual;
    }
    let (expected, actual) = (heads(expected), heads(actual));
    expected.len() == actual.len()
        && expected.iter().zip(&actual).all(|(a, b)| {
            let quoted = a.text.split('`').nth(1).unwrap_or(a.text);
            a.code == b.code && a.line == b.line && b.text.contains(quoted)
        })
}

/// The beginning of one message of rustc.
struct Head<'a> {
    /// `error[E0382]`, `error` or `warning`.
    code: &'a str,
    text: &'a str,
    /// The line it points at.
    line: Option<&'a str>,
}

fn heads(text: &str) -> Vec<Head<'_>> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    for line in text.lines() {
        let head = line.split_once(": ");
        if let Some((code, text)) = head
            && (code.starts_with("error") || code == "warning")
        {
            heads.push(Head {
                code,
                text,
                line: None,
            });
        } else if let Some((_, place)) = line.split_once("--> ")
            && let Some(head) = heads.last_mut()
            && head.line.is_none()
        {
            head.line = place.split(':').nth(1);
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files of a listing `x` with both programs.
    fn listing(files: &[(Kind, &str)]) -> Listing {
        let programs = [
            (Kind::Rust, "// A.\n\nx\n"),
            (Kind::Python, "\"\"\"A.\"\"\"\n\nx\n"),
        ];
        let files = programs.iter().chain(files);
        Listing {
            name: "x".into(),
            chapter: "c".into(),
            folder: "examples/c".into(),
            files: files
                .map(|(kind, text)| (*kind, text.to_string()))
                .collect(),
        }
    }

    fn printed(stdout: &str, ending: Ending) -> Expectation {
        Expectation {
            compiler: Compiler::Silent,
            stdout: stdout.into(),
            ending,
        }
    }

    /// What was observed becomes files, and the files say what was observed.
    #[track_caller]
    fn check(language: Language, rust: &[(Kind, &str)], did: Expectation, files: &[(Kind, &str)]) {
        let rust_out = rust
            .iter()
            .find(|(kind, _)| *kind == Kind::Out)
            .map(|it| it.1);
        let written = Listing::files_for(language, &did, rust_out);
        let written: Vec<_> = written
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(written, files);
        let listing = listing(&[rust, files].concat());
        assert_eq!(listing.expectation(language), Some(did.clone()));
        assert_eq!(listing.differences(language, &did), []);
    }

    #[test]
    fn one_output_serves_both() {
        let out = [(Kind::Out, "hi\n")];
        check(Language::Rust, &[], printed("hi\n", Ending::Well), &out);
        check(Language::Python, &out, printed("hi\n", Ending::Well), &[]);
    }

    #[test]
    fn another_output_of_python_has_its_own_file() {
        let did = printed("ho\n", Ending::Noted("careful\n".into()));
        let files = [(Kind::PythonOut, "ho\n"), (Kind::PythonNote, "careful\n")];
        check(Language::Python, &[(Kind::Out, "hi\n")], did, &files);
    }

    #[test]
    fn no_output_beside_some_output_has_a_file_too() {
        let did = printed("", Ending::Failed("no\n".into()));
        let files = [(Kind::PythonOut, ""), (Kind::PythonStderr, "no\n")];
        check(Language::Python, &[(Kind::Out, "hi\n")], did, &files);
    }

    #[test]
    fn what_fails_without_output_has_no_out() {
        let did = printed("", Ending::Failed("no\n".into()));
        check(Language::Rust, &[], did.clone(), &[(Kind::Stderr, "no\n")]);
        check(Language::Python, &[], did, &[(Kind::PythonStderr, "no\n")]);
    }

    #[test]
    fn what_is_silent_has_an_empty_out() {
        check(
            Language::Rust,
            &[],
            printed("", Ending::Well),
            &[(Kind::Out, "")],
        );
    }

    #[test]
    fn a_program_that_is_refused_has_nothing_else() {
        let did = Expectation {
            compiler: Compiler::Refuses("rustc 1\nerror: no\n".into()),
            ..printed("", Ending::Well)
        };
        check(
            Language::Rust,
            &[],
            did,
            &[(Kind::Err, "rustc 1\nerror: no\n")],
        );
    }

    #[test]
    fn a_file_too_many_is_a_difference() {
        let listing = listing(&[(Kind::Out, "hi\n"), (Kind::Note, "old\n")]);
        let difference = Difference {
            kind: Kind::Note,
            expected: Some("old\n".into()),
            actual: None,
        };
        let did = printed("hi\n", Ending::Well);
        assert_eq!(listing.differences(Language::Rust, &did), [difference]);
    }

    #[test]
    fn never_blessed_is_no_expectation() {
        assert_eq!(listing(&[]).expectation(Language::Rust), None);
    }

    #[test]
    fn other_compilers_may_word_a_message_differently() {
        let ours = "rustc 1\nerror[E0382]: use of moved value: `x`\n --> x.rs:3:1\n";
        for (theirs, same) in [
            (
                "rustc 1\nerror[E0382]: use of moved value: `x`\n --> x.rs:3:1\n",
                true,
            ),
            (
                "rustc 1\nerror[E0382]: `x` was moved\n --> x.rs:3:1\n",
                false,
            ),
            (
                "rustc 2\nerror[E0382]: `x` was moved\n --> x.rs:3:9\n",
                true,
            ),
            (
                "rustc 2\nerror[E0382]: `y` was moved\n --> x.rs:3:1\n",
                false,
            ),
            (
                "rustc 2\nerror[E0308]: `x` was moved\n --> x.rs:3:1\n",
                false,
            ),
            (
                "rustc 2\nerror[E0382]: `x` was moved\n --> x.rs:4:1\n",
                false,
            ),
            ("rustc 2\n", false),
        ] {
            assert_eq!(same_message(ours, theirs), same, "{theirs}");
        }
    }
}
