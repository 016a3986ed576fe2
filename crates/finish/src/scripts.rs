//! Joins the modules of the pages into two files.

use std::path::Path;

use anyhow::Result;

/// The modules of a page, joined.
pub struct Joined {
    /// What a page loads at once.
    pub first: String,
    /// What `import()` loads.
    pub later: String,
}

/// Joins the module `entry` of `folder` with all that it imports.
///
/// # Errors
///
/// If a module is not written in the few forms that are joined.
pub fn join(_folder: &Path, _entry: &str) -> Result<Joined> {
    anyhow::bail!("not yet")
}
