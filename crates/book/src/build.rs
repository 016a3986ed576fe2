//! `cargo book build`: the static site.

use std::path::Path;

use anyhow::{Result, bail};
use mdbook_driver::MDBook;
use mdbook_listing::{Stale, Weaver, Words};

use crate::log::Log;

/// Builds the site and says where it is.
pub(crate) fn command(root: &Path) -> Result<()> {
    let log = Log::start();
    let site = root.join("book");
    build(root, &site, &log, Stale::Refused)?;
    search::index(&site)?;
    println!("wrote {}", site.join("index.html").display());
    Ok(())
}

/// Builds the book into the folder `site`.
///
/// # Errors
///
/// Everything that mdBook fails on, and everything it logs as a warning or an
/// error.
pub(crate) fn build(root: &Path, site: &Path, log: &Log, stale: Stale) -> Result<()> {
    log.take();
    let mut book = MDBook::load(root)?;
    book.config.build.build_dir = site.to_path_buf();
    let language = book.config.book.language.clone();
    let language = language.unwrap_or_else(|| "en".to_string());
    // The same name as the command in `book.toml`, and so in its place.
    book.with_preprocessor(Weaver { stale });
    let built = book.build();
    let complaints = log.take();
    built?;
    if !complaints.is_empty() {
        bail!("mdBook complains\n  {}", complaints.join("\n  "));
    }
    finish::finish(site, &Words::of(&language)?)
}
