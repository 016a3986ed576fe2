//! Everything that is needed to run listings, and the rules of doing so.

use std::path::Path;
use std::sync::RwLock;
use std::thread;

use anyhow::Result;
use listing::{Difference, Expectation, Language, Listing, Listings};

use crate::{Build, Cargo, Python, observe};

/// How often a listing that prints a time may run again: another process can
/// take the processor for 50 ms. What prints only an order gets one run.
const RERUNS: usize = 2;

/// Listings that run at the same time on each processor. Most of them sleep.
const PER_CORE: usize = 2;

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
            build: Build::new(root, "dev", cargo)?,
            python,
            alone: RwLock::new(()),
        })
    }

    /// Where the files beside a program differ from what it does.
    ///
    /// A listing that prints a time and seems late runs again, and each rerun
    /// is printed to stderr.
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
        let mut differences = Vec::new();
        for run in 0..=RERUNS {
            if run > 0 {
                let name = &listing.name;
                eprintln!(
                    "{name} ({language}) prints a time and was late: rerun {run} of {RERUNS}"
                );
            }
            let did = self.observe(listings, listing, language)?;
            differences = listing.differences(language, &did);
            if differences.is_empty() || !prints_a_time(&did.stdout) {
                break;
            }
        }
        Ok(differences)
    }

    /// What the program does, run once, and alone if it computes.
    ///
    /// # Errors
    ///
    /// If it cannot be run to its end.
    pub fn observe(
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

/// Whether an output has a time such as `0.3 s`.
fn prints_a_time(output: &str) -> bool {
    output.as_bytes().windows(5).any(
        |five| matches!(five, [a, b'.', b, b' ', b's'] if a.is_ascii_digit() && b.is_ascii_digit()),
    )
}

/// Whether the program computes for a while: it would disturb the clocks of
/// others, and they its. These are the ways in which listings compute.
fn keeps_the_processor(source: &str) -> bool {
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
    use super::prints_a_time;

    #[test]
    fn a_time_has_one_decimal_and_a_unit() {
        for (output, expected) in [
            ("hello\n0.3 s\n", true),
            ("total 6 after 0.6 s\n", true),
            ("1.25\n", false),
            ("version 0.3\nsome\n", false),
            ("", false),
        ] {
            assert_eq!(prints_a_time(output), expected, "{output}");
        }
    }
}
