//! What is done to the built book: lighter pages, painted code, mended markup.

pub mod code;
mod page;
pub mod scripts;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_listing::Words;

/// mdBook's list of chapters without JavaScript: a frame in pages.
const FRAME: &str = "toc.html";

/// Finishes the site in the folder `site`, which mdBook has just built.
///
/// # Errors
///
/// If a file cannot be read or written, or a page is not as this version of
/// mdBook makes it.
pub fn finish(site: &Path, words: &Words) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "html") && !path.ends_with(FRAME) {
            let html = fs::read_to_string(&path)?;
            let html =
                page::finished(&html, words).with_context(|| format!("{}", path.display()))?;
            fs::write(&path, html).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
    }
    Ok(())
}
