//! Running listings and comparing what they do with what the book says.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;
use listing::{Difference, Kind, Language, Listing, Listings};
use runner::{Runner, at_once};

/// What one run showed.
pub(crate) struct Checked<'a> {
    pub(crate) listing: &'a Listing,
    pub(crate) differences: Result<Vec<Difference>>,
}

/// Runs the given listings in both languages, a few at once.
///
/// The result is in the order of their names.
pub(crate) fn check<'a>(
    runner: &Runner,
    listings: &Listings,
    wanted: &[&'a Listing],
) -> Vec<Checked<'a>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(listing) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let differences = differences(runner, listings, listing);
            done.lock().expect("no worker panics").push(Checked {
                listing,
                differences,
            });
        }
    };
    thread::scope(|scope| {
        for _ in 0..at_once() {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().expect("no worker panics");
    done.sort_by(|a, b| a.listing.name.cmp(&b.listing.name));
    done
}

fn differences(runner: &Runner, listings: &Listings, listing: &Listing) -> Result<Vec<Difference>> {
    // Python's output is only kept where it differs from Rust's, so Rust's has
    // to be right before the two are compared.
    let mut listing = listing.clone();
    let mut differences = Vec::new();
    for language in [Language::Rust, Language::Python] {
        if listing.source(language).is_none() {
            continue;
        }
        let found = runner.differences(listings, &listing, language)?;
        for difference in found
            .iter()
            .filter(|difference| difference.kind == Kind::Out)
        {
            match difference.actual.clone() {
                Some(text) => listing.files.insert(Kind::Out, text),
                None => listing.files.remove(&Kind::Out),
            };
        }
        differences.extend(found);
    }
    Ok(differences)
}
