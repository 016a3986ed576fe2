//! Every program of every listing does what the files beside it say.
//!
//! One test per listing and language, named `chapter::listing::language`:
//! `cargo test --test listings coroutines` runs those of a chapter.

use std::process::ExitCode;
use std::sync::Arc;

use book_tests::root;
use libtest_mimic::{Arguments, Failed, Trial};
use listing::{Language, Listings};
use runner::{Cargo, Runner, at_once, stop_on_signals};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(at_once());
    let world = stop_on_signals().and_then(|()| {
        let listings = Listings::read(&root())?;
        Ok(Arc::new((listings, Runner::new(&root(), Cargo::Seen)?)))
    });
    let world = match world {
        Ok(world) => world,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for listing in world.0.by_name.values() {
        for language in Language::ALL {
            if listing.source(language).is_none() {
                continue;
            }
            let name = format!("{}::{}::{language}", listing.chapter, listing.name);
            let (world, listing) = (world.clone(), listing.name.clone());
            trials.push(Trial::test(name, move || {
                test(&world.0, &world.1, &listing, language)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn test(
    listings: &Listings,
    runner: &Runner,
    name: &str,
    language: Language,
) -> Result<(), Failed> {
    let listing = listings.get(name).ok_or("the listing is gone")?;
    let differences = runner.differences(listings, listing, language);
    let differences = differences.map_err(|error| format!("{error:#}"))?;
    match differences[..] {
        [] => Ok(()),
        _ => Err(runner::report(listing, &differences).into()),
    }
}
