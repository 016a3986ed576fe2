//! Every program of every listing does what the files beside it say.
//!
//! One test per listing and language, named `chapter::listing::language`:
//! `cargo test --test listings coroutines` runs those of a chapter.

use std::process::ExitCode;
use std::sync::{Arc, RwLock};
use std::thread;

use book_tests::root;
use libtest_mimic::{Arguments, Failed, Trial};
use listing::{Difference, Language, Listing, Listings};
use runner::{Build, Cargo, Python};
use snapbox::report::Palette;

/// How often a listing that prints a time may run again: another process can
/// take the processor for 50 ms. What prints only an order gets one run.
const RERUNS: usize = 2;

/// Listings that run at the same time on each processor. Most of them sleep.
const PER_CORE: usize = 2;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    arguments
        .test_threads
        .get_or_insert((cores * PER_CORE).min(8));

    let world = match World::new() {
        Ok(world) => Arc::new(world),
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for listing in world.listings.by_name.values() {
        for language in Language::ALL {
            if listing.source(language).is_none() {
                continue;
            }
            let name = format!("{}::{}::{language}", listing.chapter, listing.name);
            let (world, listing) = (world.clone(), listing.name.clone());
            trials.push(Trial::test(name, move || world.test(&listing, language)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What every test needs.
struct World {
    listings: Listings,
    build: Build,
    python: Python,
    /// Held for writing by a listing that must run alone, for reading by all
    /// others.
    alone: RwLock<()>,
}

impl World {
    fn new() -> anyhow::Result<World> {
        let root = root();
        Ok(World {
            listings: Listings::read(&root)?,
            python: Python::find()?,
            build: Build::new(&root, Cargo::Seen)?,
            alone: RwLock::new(()),
        })
    }

    fn test(&self, name: &str, language: Language) -> Result<(), Failed> {
        let listing = self.listings.get(name).ok_or("the listing is gone")?;
        let timed = prints_a_time(listing);
        let mut differences = self.run(listing, language)?;
        for rerun in 1..=RERUNS {
            if differences.is_empty() || !timed {
                break;
            }
            eprintln!("{name} ({language}) prints a time and was late: rerun {rerun} of {RERUNS}");
            differences = self.run(listing, language)?;
        }
        match differences[..] {
            [] => Ok(()),
            _ => Err(report(listing, &differences).into()),
        }
    }

    fn run(&self, listing: &Listing, language: Language) -> Result<Vec<Difference>, Failed> {
        let source = listing.source(language).unwrap_or_default();
        let (_one, _many) = if keeps_the_processor(source) {
            (Some(self.alone.write()), None)
        } else {
            (None, Some(self.alone.read()))
        };
        let did = runner::observe(&self.build, &self.python, &self.listings, listing, language);
        did.map(|did| listing.differences(language, &did))
            .map_err(|error| format!("{error:#}").into())
    }
}

/// Whether an expected output has a time such as `0.3 s`.
fn prints_a_time(listing: &Listing) -> bool {
    listing
        .files
        .iter()
        .filter(|(kind, _)| kind.expected_of().is_some())
        .any(|(_, text)| {
            let bytes = text.as_bytes();
            bytes.windows(5).any(|five| {
            matches!(five, [a, b'.', b, b' ', b's'] if a.is_ascii_digit() && b.is_ascii_digit())
        })
        })
}

/// Whether the program computes for a while: it would disturb the clock of
/// others, and they its.
fn keeps_the_processor(source: &str) -> bool {
    [
        "ProcessPoolExecutor",
        "rayon::",
        "black_box",
        "thread_time",
        "process_time",
        "% 1_000",
    ]
    .iter()
    .any(|sign| source.contains(sign))
}

/// A diff for every file that says something else.
fn report(listing: &Listing, differences: &[Difference]) -> String {
    let mut text = String::new();
    for difference in differences {
        let file = format!("{}.{}", listing.name, difference.kind.suffix());
        text += "\n";
        snapbox::report::write_diff(
            &mut text,
            &difference.expected.clone().unwrap_or_default().into(),
            &difference.actual.clone().unwrap_or_default().into(),
            Some(&file),
            Some(&"the program"),
            Palette::color(),
        )
        .expect("a string takes everything");
        if difference.expected.is_none() {
            text += &format!("there is no file {file}\n");
        }
        if difference.actual.is_none() {
            text += &format!("there should be no file {file}\n");
        }
    }
    text + &format!(
        "\nif the program is right: cargo book bless {}\n",
        listing.chapter
    )
}
