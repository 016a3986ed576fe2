//! Everything that is needed to run listings, and the rules of doing so.

use std::borrow::Cow;
use std::path::Path;
use std::sync::{LazyLock, RwLock};
use std::thread;

use anyhow::Result;
use listing::{Difference, Expectation, Language, Listing, Listings};
use regex::Regex;

use crate::{Build, Cargo, Python, observe};

/// How often a listing that prints a time may run again: another process can
/// take the processor for 50 ms. What prints only an order gets one run.
const RERUNS: usize = 2;

/// Listings that run at the same time on each processor. Most of them sleep.
const PER_CORE: usize = 3;

/// More than this disturb each other's clocks on any machine.
const AT_ONCE_MAX: usize = 8;

/// How many listings may run at the same time.
pub fn at_once() -> usize {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    (cores * PER_CORE).min(AT_ONCE_MAX)
}

/// Runs listings. Shared by the threads that do so.
pub struct Runner {
    /// The programs in Rust.
    pub build: Build,
    /// What runs the others.
    pub python: Python,
    /// Held for writing by a listing that must run alone, for reading by all
    /// others.
    alone: RwLock<()>,
}

impl Runner {
    /// Builds the chapters below `root` and finds a Python.
    ///
    /// # Errors
    ///
    /// [`BuildError`](crate::BuildError) if the chapters do not compile, and
    /// others if a tool is missing or too old.
    pub fn new(root: &Path, cargo: Cargo) -> Result<Runner> {
        let python = Python::find()?;
        Ok(Runner {
            build: Build::new(root, cargo)?,
            python,
            alone: RwLock::new(()),
        })
    }

    /// Where the files beside a program differ from what it does.
    ///
    /// A listing that differs only in the times it prints runs again, and each
    /// rerun is printed to stderr.
    ///
    /// # Errors
    ///
    /// If the program cannot be run to its end.
    pub fn differences(
        &self,
        listings: &Listings,
        listing: &Listing,
        language: Language,
    ) -> Result<Vec<Difference>> {
        let mut run = 0;
        loop {
            let did = self.observe(listings, listing, language)?;
            let differences = listing.differences(language, &did);
            if run == RERUNS
                || differences.is_empty()
                || !differences.iter().all(|it| is_late(listing, it))
            {
                return Ok(differences);
            }
            run += 1;
            let name = &listing.name;
            eprintln!("{name} ({language}) prints another time: rerun {run} of {RERUNS}");
        }
    }

    /// What the program does, run once, and alone if it computes.
    fn observe(
        &self,
        listings: &Listings,
        listing: &Listing,
        language: Language,
    ) -> Result<Expectation> {
        let source = listing.source(language).unwrap_or_default();
        let (_one, _many) = if keeps_the_processor(source) {
            (Some(self.alone.write()), None)
        } else {
            (None, Some(self.alone.read()))
        };
        observe(&self.build, &self.python, listings, listing, language)
    }
}

/// Whether what is there and what should be there are the same but for times.
fn is_late(listing: &Listing, difference: &Difference) -> bool {
    match (listing.expected(difference.kind), &difference.actual) {
        (Some(expected), Some(actual)) => without_times(expected) == without_times(actual),
        _ => false,
    }
}

/// The text with every time such as `0.3 s` replaced by `? s`.
fn without_times(text: &str) -> Cow<'_, str> {
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b\d+\.\d s\b").expect("is valid"));
    TIME.replace_all(text, "? s")
}

/// Whether the program computes for a while: it would disturb the clocks of
/// others, and they its. These are the ways in which listings compute.
pub(crate) fn keeps_the_processor(source: &str) -> bool {
    [
        "black_box",
        "thread_time",
        "ProcessPoolExecutor",
        "while start.elapsed() <",
        "while time.",
    ]
    .iter()
    .any(|sign| source.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::without_times;

    #[test]
    fn a_time_has_one_decimal_and_a_unit() {
        for (text, expected) in [
            ("hello\n0.3 s\n", "hello\n? s\n"),
            (
                "total 6 after 10.6 s, then 0.1 s\n",
                "total 6 after ? s, then ? s\n",
            ),
            ("1.25 s\n", "1.25 s\n"),
            ("3 s and .3 s\n", "3 s and .3 s\n"),
            ("version 0.3 soon\n", "version 0.3 soon\n"),
            ("", ""),
        ] {
            assert_eq!(without_times(text), expected, "{text}");
        }
    }
}
