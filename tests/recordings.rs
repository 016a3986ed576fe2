//! Every recording shows what its program does.
//!
//! One test per listing, named `chapter::listing`: its programs are recorded
//! afresh, and the runs have the shape of those that the page shows.
//! `cargo test --test recordings joining` records those of a chapter.

use std::process::ExitCode;

use book_tests::{Case, World, root, trials};
use libtest_mimic::Failed;
use listing::Listing;
use runner::{Cargo, Recorder};

fn main() -> ExitCode {
    trials(
        || Recorder::new(&root(), Cargo::Seen),
        |recorder, listing| {
            vec![Case {
                name: format!("{}::{}", listing.chapter, listing.name),
                missing: recorder.missing(listing),
                test,
            }]
        },
    )
}

fn test(world: &World<Recorder>, listing: &Listing) -> Result<(), Failed> {
    let changes = world.tool.changes(listing);
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
