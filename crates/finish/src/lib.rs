//! What is done to the built book: lighter pages, painted code, mended markup.
//!
//! mdBook's template and script stay as they are. What this book has no use for
//! is dropped from its pages, what is wrong is mended, and files that belong
//! together are joined. The version of mdBook is fixed, so its text is found by
//! what it says; what is not found is an error that quotes it.

mod asset;
mod book_js;
mod code;
mod contents;
mod frame;
mod mends;
mod missing;
mod neighbours;
mod page;
mod pauses;
mod prose;
mod scripts;
mod site;
mod sizes;
mod stock;
mod styles;
mod text;

use std::path::Path;

use anyhow::{Context as _, Result};
use mdbook_listing::Words;

use contents::Contents;
use page::Shared;
use site::Site;

/// mdBook's list of chapters without JavaScript: a frame in pages.
const FRAME: &str = "toc.html";

/// Finishes the site in the folder `folder`, which mdBook has just built.
///
/// # Errors
///
/// If a file cannot be read or written, or a page is not as this version of
/// mdBook makes it.
pub fn finish(folder: &Path, words: &Words) -> Result<()> {
    let site = Site(folder);
    let pages = site.pages()?;
    let shared = shared(&site, &pages, words)?;
    let mut painter = code::Painter::default();
    for (name, html) in &pages {
        let html = page::finished(name, html, &shared, &mut painter)
            .with_context(|| format!("cannot finish `{name}`"))?;
        site.write(name, &html)?;
    }
    site.clean()
}

/// Makes and writes what all pages share.
fn shared<'a>(site: &Site, pages: &[(String, String)], words: &'a Words) -> Result<Shared<'a>> {
    let (_, page) = pages.first().context("mdBook made no page")?;
    let sheet = styles::join(page, &|name| site.read(name))?;
    let script = book_js::join(&site.read(book_js::address(page)?)?)?;
    Ok(Shared {
        words,
        contents: Contents::of(&site.read(FRAME)?)?,
        sheet: site.add("page", "css", &sheet)?,
        script: site.add("mdbook", "js", &script)?,
        module: site.modules()?,
    })
}

#[cfg(test)]
mod tests;
