//! Every program of every listing does what the files beside it say.
//!
//! One test per listing and language, named `chapter::listing::language`:
//! `cargo test --test listings coroutines` runs those of a chapter.

use std::process::ExitCode;

use book_tests::{Case, World, root, trials};
use libtest_mimic::Failed;
use listing::{Language, Listing};
use runner::{Cargo, Runner};

fn main() -> ExitCode {
    trials(
        || Runner::new(&root(), Cargo::Seen),
        |runner, listing| {
            let (chapter, name) = (&listing.chapter, &listing.name);
            let languages = Language::ALL.into_iter();
            let languages = languages.filter(|it| listing.source(*it).is_some());
            let test = |language| Case {
                name: format!("{chapter}::{name}::{language}"),
                missing: runner::missing(&runner.python, listing, language),
                test: move |world: &_, listing: &_| test(world, listing, language),
            };
            languages.map(test).collect()
        },
    )
}

fn test(world: &World<Runner>, listing: &Listing, language: Language) -> Result<(), Failed> {
    let differences = world.tool.differences(&world.listings, listing, language);
    let differences = differences.map_err(|error| format!("{error:#}"))?;
    match differences[..] {
        [] => Ok(()),
        _ => Err(runner::report(listing, &differences).into()),
    }
}
