//! Tests that are made from the listings of this book.
//!
//! A program that needs what is not installed is ignored, and the list of tests
//! says so. The gate installs it and sets [`EVERY_NEED`].

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use libtest_mimic::{Arguments, Failed, Trial};
use listing::{Kind, Listing, Listings};
use runner::{at_once, stop_on_signals};

use crate::root;

/// What every trial can see.
pub struct World<Tool> {
    /// All listings.
    pub listings: Listings,
    /// What runs them.
    pub tool: Tool,
}

/// Runs only the listings that need something: it is installed, or they fail.
const EVERY_NEED: &str = "EVERY_NEED";

/// One test of a listing.
pub struct Case<Test> {
    /// What it is called.
    pub name: String,
    /// What it needs and is not there.
    pub missing: Option<String>,
    /// What fails.
    pub test: Test,
}

/// Runs the cases of every listing.
///
/// An error in making the tool is said once, and fails them all.
pub fn trials<Tool, Test>(
    tool: impl FnOnce() -> Result<Tool>,
    of: impl Fn(&Tool, &Listing) -> Vec<Case<Test>>,
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
    let only_needs = std::env::var_os(EVERY_NEED).is_some();
    let is_wanted = |it: &&Listing| !only_needs || it.file(Kind::Needs).is_some();
    for listing in world.listings.by_name.values().filter(is_wanted) {
        for case in of(&world.tool, listing) {
            trials.push(trial(case, world.clone(), listing.name.clone()));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial<Tool, Test>(case: Case<Test>, world: Arc<World<Tool>>, listing: String) -> Trial
where
    Tool: Send + Sync + 'static,
    Test: FnOnce(&World<Tool>, &Listing) -> Result<(), Failed> + Send + 'static,
{
    let Case {
        name,
        missing,
        test,
    } = case;
    let Some(missing) = missing else {
        return Trial::test(name, move || {
            let listing = world.listings.get(&listing);
            test(&world, listing.ok_or("the listing is gone")?)
        });
    };
    let why = format!("needs {missing}");
    Trial::test(format!("{name} ({why})"), move || {
        Err(format!("{why}\n  .ci/run says how to install it").into())
    })
    .with_ignored_flag(std::env::var_os(EVERY_NEED).is_none())
}
