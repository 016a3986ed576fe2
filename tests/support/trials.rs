//! Tests that are made from the listings of this book.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use libtest_mimic::{Arguments, Failed, Trial};
use listing::{Listing, Listings};
use runner::{at_once, stop_on_signals};

use crate::root;

/// What every trial can see.
pub struct World<Tool> {
    /// All listings.
    pub listings: Listings,
    /// What runs them.
    pub tool: Tool,
}

/// Runs the trials of every listing: pairs of a name and of what fails.
///
/// An error in making the tool is said once, and fails them all.
pub fn trials<Tool, Test>(
    tool: impl FnOnce() -> Result<Tool>,
    of: impl Fn(&Listing) -> Vec<(String, Test)>,
) -> ExitCode
where
    Tool: Send + Sync + 'static,
    Test: FnOnce(&World<Tool>, &Listing) -> Result<(), Failed> + Send + 'static,
{
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(at_once());
    let world = stop_on_signals().and_then(|()| {
        let listings = Listings::read(&root())?;
        let tool = tool()?;
        Ok(Arc::new(World { listings, tool }))
    });
    let world = match world {
        Ok(world) => world,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for listing in world.listings.by_name.values() {
        for (name, test) in of(listing) {
            let (world, listing) = (world.clone(), listing.name.clone());
            trials.push(Trial::test(name, move || {
                let listing = world.listings.get(&listing);
                test(&world, listing.ok_or("the listing is gone")?)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
