//! Running listings and comparing what they do with what the book says.

use anyhow::Result;
use listing::{Difference, Kind, Language, Listing, Listings};
use runner::Runner;

use crate::workers::for_each;

/// What one run showed.
pub(crate) struct Checked<'a> {
    pub(crate) listing: &'a Listing,
    pub(crate) differences: Result<Vec<Difference>>,
}

/// Runs the given listings in both languages, a few at once. A program that
/// needs what is not installed is taken at its files' word.
///
/// The result is in the order of `wanted`.
pub(crate) fn check<'a>(
    runner: &Runner,
    listings: &Listings,
    wanted: &[&'a Listing],
) -> Vec<Checked<'a>> {
    for_each(wanted, |listing| Checked {
        listing,
        differences: differences(runner, listings, listing),
    })
}

fn differences(runner: &Runner, listings: &Listings, listing: &Listing) -> Result<Vec<Difference>> {
    // Python's output is only kept where it differs from Rust's, so Rust's has
    // to be right before the two are compared.
    let mut listing = listing.clone();
    let mut differences = Vec::new();
    for language in [Language::Rust, Language::Python] {
        let missing = runner::missing(&runner.python, &listing, language);
        if listing.source(language).is_none() || missing.is_some() {
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
