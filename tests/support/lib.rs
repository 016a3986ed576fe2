//! The checks on the book as a whole.
//!
//! Each takes the root of a book and returns every [`Problem`] it finds, so
//! that the same check can pass on this book and refuse a broken copy of it.

mod code;
mod pages;
mod site;
mod trials;

use std::path::{Path, PathBuf};

use listing::{Listings, Problem};

pub use code::{formatted, needs, recordings, registered, shape, variations};
pub use pages::{Pages, captioned, ids_kept, names, order, paired, prose, shown};
pub use site::{links, site};
pub use trials::{Case, World, trials};

/// The root of this clone.
///
/// cargo says where when it runs a test. Where the test was compiled may be
/// another clone, if both share a target folder.
pub fn root() -> PathBuf {
    let tests = std::env::var_os("CARGO_MANIFEST_DIR");
    let tests = tests.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    tests
        .parent()
        .expect("tests/ is in the project")
        .to_path_buf()
}

/// The listings of the book at `root`.
///
/// # Panics
///
/// If its files cannot be read.
pub fn listings(root: &Path) -> Listings {
    Listings::read(root).expect("the listings can be read")
}

/// Fails with all problems at once, if there are any.
///
/// # Panics
///
/// If there are.
#[track_caller]
pub fn none(problems: &[Problem]) {
    let text: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert!(
        problems.is_empty(),
        "{} problems\n\n{}\n",
        problems.len(),
        text.join("\n")
    );
}
