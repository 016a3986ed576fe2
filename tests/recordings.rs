//! Every recording shows what its program does.
//!
//! One test per listing, named `chapter::listing`: its programs are recorded
//! afresh, and the runs have the shape of those that the page shows.
//! `cargo test --test recordings joining` records those of a chapter.

use std::process::ExitCode;
use std::sync::Arc;

use book_tests::root;
use libtest_mimic::{Arguments, Failed, Trial};
use listing::Listings;
use runner::{Cargo, Recorder, at_once, stop_on_signals};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(at_once());
    let world = stop_on_signals().and_then(|()| {
        let listings = Listings::read(&root())?;
        Ok(Arc::new((listings, Recorder::new(&root(), Cargo::Seen)?)))
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
        let name = format!("{}::{}", listing.chapter, listing.name);
        let (world, listing) = (world.clone(), listing.name.clone());
        trials.push(Trial::test(name, move || {
            test(&world.0, &world.1, &listing)
        }));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn test(listings: &Listings, recorder: &Recorder, name: &str) -> Result<(), Failed> {
    let listing = listings.get(name).ok_or("the listing is gone")?;
    let changes = recorder.changes(listing);
    let changes = changes.map_err(|error| format!("{error:#}"))?;
    if changes.is_empty() {
        return Ok(());
    }
    let text = changes.iter().map(|changed| {
        let place = listing.place(changed.kind);
        format!("{place} {}", changed.why)
    });
    let text: String = text.collect();
    let chapter = &listing.chapter;
    Err(format!("{text}if the program is right: cargo book record {chapter}\n").into())
}
