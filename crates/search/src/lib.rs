//! The index that readers search, made from the built pages.

use std::path::Path;

use anyhow::Result;

/// Writes the index of the pages in `site` into `site/search`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn index(_site: &Path) -> Result<()> {
    Ok(())
}
