//! Builds and runs the programs of the book, and says what they did.
//!
//! A [`Runner`] builds the chapters with cargo, remembers exactly which files
//! came out, and runs one program of one listing. What the program did is said
//! in the words of its expectation, so that a test can compare the two and
//! `cargo book bless` can write the one over the other.
//!
//! ```no_run
//! # fn main() -> anyhow::Result<()> {
//! use listing::{Language, Listings};
//! use runner::{Cargo, Runner};
//!
//! let root = std::path::Path::new(".");
//! let listings = Listings::read(root)?;
//! let runner = Runner::new(root, Cargo::Quiet)?;
//! let listing = listings.get("calling_runs_nothing").expect("is a listing");
//! let differences = runner.differences(&listings, listing, Language::Rust)?;
//! assert!(differences.is_empty());
//! # Ok(()) }
//! ```

mod build;
mod check;
mod kit;
mod live;
mod needs;
mod normal;
mod observe;
mod process;
mod python;
mod record;
mod recordings;
mod report;
mod runner;

pub use build::{Build, BuildError, Cargo};
pub use kit::{Kit, Progress};
pub use live::{Event, How, KitState, Limits, Live, Program, Stop, supervise};
pub use needs::{Started, missing, serve};
use observe::observe;
pub use process::{Finished, RUN_LIMIT, run, stop, stop_on_signals};
pub use python::Python;
pub use record::{ROOM, Recorder, Recording};
pub use recordings::Changed;
pub use report::report;
pub use runner::{Runner, at_once};
