//! A listing, and the files it is made of.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// The two languages a listing is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// The reader's own.
    Python,
    /// The one the book teaches.
    Rust,
}

impl Language {
    /// Both, in the order in which a page shows them.
    pub const ALL: [Language; 2] = [Language::Python, Language::Rust];

    /// The extension of a source file: `py` or `rs`.
    pub fn extension(self) -> &'static str {
        match self {
            Language::Python => "py",
            Language::Rust => "rs",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::Python => "python",
            Language::Rust => "rust",
        })
    }
}

/// What a file of a listing is for.
///
/// Programs, names and needs are written by people, recordings by `cargo book record`,
/// all others by `cargo book bless`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `x.rs`: the program in Rust.
    Rust,
    /// `x.py`: its twin.
    Python,
    /// `x.out`: what both print; beside an `x.py.out`, what Rust prints.
    Out,
    /// `x.py.out`: what Python prints, only where that is something else.
    PythonOut,
    /// `x.err`: why rustc refuses the program; the first line is its version.
    Err,
    /// `x.warn`: what rustc warns of; the first line is its version.
    Warn,
    /// `x.stderr`: the Rust program fails, with this on stderr and this status.
    Stderr,
    /// `x.py.stderr`: the Python program fails, with this as its last line.
    PythonStderr,
    /// `x.note`: the Rust program ends well, and writes this to stderr.
    Note,
    /// `x.py.note`: the Python program ends well, and writes this to stderr.
    PythonNote,
    /// `x.names`: which asyncio name became which Rust name.
    Names,
    /// `x.needs`: what has to be installed for it to run.
    Needs,
    /// `x.trace.jsonl`: a recorded run of the Rust program.
    Trace,
    /// `x.py.trace.jsonl`: a recorded run of the Python program.
    PythonTrace,
}

impl Kind {
    /// Every kind of file there is.
    pub const ALL: [Kind; 14] = [
        Kind::Rust,
        Kind::Python,
        Kind::Out,
        Kind::PythonOut,
        Kind::Err,
        Kind::Warn,
        Kind::Stderr,
        Kind::PythonStderr,
        Kind::Note,
        Kind::PythonNote,
        Kind::Names,
        Kind::Needs,
        Kind::Trace,
        Kind::PythonTrace,
    ];

    /// What follows the listing's name and a dot.
    pub fn suffix(self) -> &'static str {
        match self {
            Kind::Rust => "rs",
            Kind::Python => "py",
            Kind::Out => "out",
            Kind::PythonOut => "py.out",
            Kind::Err => "err",
            Kind::Warn => "warn",
            Kind::Stderr => "stderr",
            Kind::PythonStderr => "py.stderr",
            Kind::Note => "note",
            Kind::PythonNote => "py.note",
            Kind::Names => "names",
            Kind::Needs => "needs",
            Kind::Trace => "trace.jsonl",
            Kind::PythonTrace => "py.trace.jsonl",
        }
    }

    /// The file that holds the program in that language.
    pub fn program(language: Language) -> Kind {
        match language {
            Language::Python => Kind::Python,
            Language::Rust => Kind::Rust,
        }
    }

    /// The file that holds the recorded run of the program in that language.
    pub fn recording(language: Language) -> Kind {
        match language {
            Language::Python => Kind::PythonTrace,
            Language::Rust => Kind::Trace,
        }
    }

    /// The language whose program decides every byte of the file; none for the
    /// programs themselves, for what people write, and for recordings, which
    /// are of one run.
    pub fn expected_of(self) -> Option<Language> {
        match self {
            Kind::Rust
            | Kind::Python
            | Kind::Names
            | Kind::Needs
            | Kind::Trace
            | Kind::PythonTrace => None,
            Kind::Out | Kind::Err | Kind::Warn | Kind::Stderr | Kind::Note => Some(Language::Rust),
            Kind::PythonOut | Kind::PythonStderr | Kind::PythonNote => Some(Language::Python),
        }
    }

    /// Splits a file name into the listing's name and the kind of file.
    ///
    /// `x.try_sleep.py.out` is the Python output of the variation
    /// `x.try_sleep`. `None` if the file is of no kind there is.
    pub fn split(file_name: &str) -> Option<(&str, Kind)> {
        let (stem, rest) = file_name.split_once('.')?;
        let name_length = match rest.split_once('.') {
            Some((word, _)) if word.starts_with("try_") => stem.len() + 1 + word.len(),
            _ => stem.len(),
        };
        let (name, suffix) = (&file_name[..name_length], &file_name[name_length + 1..]);
        let kind = Kind::ALL.into_iter().find(|kind| kind.suffix() == suffix)?;
        Some((name, kind))
    }
}

/// One idea: the programs that show it and what they do when they run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The name that its files share, such as `calling_runs_nothing` or, for a
    /// variation, `calling_runs_nothing.try_await`.
    pub name: String,
    /// The slug of the chapter whose folder it is in.
    pub chapter: String,
    /// The folder that holds the files.
    pub folder: PathBuf,
    /// The text of every file.
    pub files: BTreeMap<Kind, String>,
}

impl Listing {
    /// The text of one file, if there is one.
    pub fn file(&self, kind: Kind) -> Option<&str> {
        self.files.get(&kind).map(String::as_str)
    }

    /// Where the file of that kind is, or would be.
    pub fn path(&self, kind: Kind) -> PathBuf {
        self.folder.join(format!("{}.{}", self.name, kind.suffix()))
    }

    /// The same from the root of the project, for people.
    pub fn place(&self, kind: Kind) -> String {
        format!("examples/{}/{}.{}", self.chapter, self.name, kind.suffix())
    }

    /// The whole program in that language, claim included.
    pub fn source(&self, language: Language) -> Option<&str> {
        self.file(Kind::program(language))
    }

    /// The sentence at the top of the program: Rust's, or Python's where there
    /// is no Rust.
    pub fn claim(&self) -> Option<String> {
        self.claim_of(Language::Rust)
            .or_else(|| self.claim_of(Language::Python))
    }

    /// The sentence at the top of the program in that language.
    pub fn claim_of(&self, language: Language) -> Option<String> {
        claim_and_code(language, self.source(language)?).map(|it| it.0)
    }

    /// The program without its claim, as a page shows it.
    pub fn code(&self, language: Language) -> Option<&str> {
        let source = self.source(language)?;
        Some(claim_and_code(language, source).map_or(source, |it| it.1))
    }

    /// The line of the program, counted from 1, that is the first of its
    /// [`code`](Listing::code).
    pub fn first_line(&self, language: Language) -> Option<usize> {
        let (source, code) = (self.source(language)?, self.code(language)?);
        let hidden = &source[..source.len() - code.len()];
        Some(hidden.matches('\n').count() + 1)
    }

    /// The name of the listing that this one is a variation of.
    pub fn variation_of(&self) -> Option<&str> {
        self.name.split_once('.').map(|(original, _)| original)
    }

    /// An id for HTML: `listing-x`, or `listing-x-try_word` for a variation.
    pub fn id(&self) -> String {
        format!("listing-{}", self.name.replace('.', "-"))
    }
}

/// Splits a program into its claim and the code below it.
///
/// The claim is the comment (Python: the docstring) on the first lines,
/// followed by an empty line.
fn claim_and_code(language: Language, source: &str) -> Option<(String, &str)> {
    let (head, code) = source.split_once("\n\n")?;
    let lines: Vec<&str> = match language {
        Language::Rust => head
            .lines()
            .map(|line| line.strip_prefix("// "))
            .collect::<Option<_>>()?,
        Language::Python => head
            .strip_prefix("\"\"\"")?
            .strip_suffix("\"\"\"")?
            .lines()
            .map(str::trim)
            .collect(),
    };
    Some((
        lines.join(" ").trim().to_string(),
        code.trim_start_matches('\n'),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_a_listing_and_a_kind() {
        for (file_name, expected) in [
            ("x.rs", Some(("x", Kind::Rust))),
            ("x.py", Some(("x", Kind::Python))),
            ("x.py.out", Some(("x", Kind::PythonOut))),
            ("x.try_sleep.rs", Some(("x.try_sleep", Kind::Rust))),
            (
                "x.try_sleep.py.note",
                Some(("x.try_sleep", Kind::PythonNote)),
            ),
            ("x.trace.jsonl", Some(("x", Kind::Trace))),
            (
                "x.try_a.py.trace.jsonl",
                Some(("x.try_a", Kind::PythonTrace)),
            ),
            ("x.ou", None),
            ("x.py.err", None),
            ("x", None),
        ] {
            assert_eq!(Kind::split(file_name), expected, "{file_name}");
        }
    }

    #[test]
    fn the_claim_is_the_first_comment() {
        for (language, source, expected) in [
            (
                Language::Rust,
                "// A claim.\n\nfn main() {}\n",
                Some(("A claim.", "fn main() {}\n")),
            ),
            (
                Language::Rust,
                "// A long\n// claim.\n\nx\n",
                Some(("A long claim.", "x\n")),
            ),
            (Language::Rust, "//! Inner.\n\nx\n", None),
            (Language::Rust, "fn main() {}\n", None),
            (
                Language::Python,
                "\"\"\"A claim.\"\"\"\n\n\nx\n",
                Some(("A claim.", "x\n")),
            ),
            (
                Language::Python,
                "\"\"\"A long\nclaim.\n\"\"\"\n\nx\n",
                Some(("A long claim.", "x\n")),
            ),
            (Language::Python, "# A claim.\n\nx\n", None),
        ] {
            let expected = expected.map(|(claim, code)| (claim.to_string(), code));
            assert_eq!(claim_and_code(language, source), expected, "{source:?}");
        }
    }
}
