//! Builds and runs the programs of the book, and says what they did.
//!
//! [`Build::new`] builds the chapters with cargo and remembers exactly which
//! files came out. [`observe`] then runs one program of one listing and
//! returns what it did in the words of its expectation, so that a test can
//! compare the two and `cargo book bless` can write the one over the other.
//!
//! ```no_run
//! # fn main() -> anyhow::Result<()> {
//! let root = std::path::Path::new(".");
//! let listings = listing::Listings::read(root)?;
//! let build = runner::Build::new(root, runner::Cargo::Quiet)?;
//! let python = runner::Python::find()?;
//! let listing = listings.get("calling_runs_nothing").expect("is a listing");
//! let did = runner::observe(&build, &python, &listings, listing, listing::Language::Rust)?;
//! assert_eq!(Some(did), listing.expectation(listing::Language::Rust));
//! # Ok(()) }
//! ```

mod build;
mod normal;
mod observe;
mod process;
mod python;

pub use build::{Build, BuildError, Cargo};
pub use observe::observe;
pub use process::{Finished, RUN_LIMIT, run};
pub use python::Python;
