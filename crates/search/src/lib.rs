//! The index that readers search, made from the built pages.
//!
//! Pagefind ranks what it is given as pages, and a chapter is too long to be
//! one answer: so each section, and each entry of the glossary, is a record of
//! its own, with its heading as the title and an address that leads to it.
//!
//! `src/js/search/` asks the index and shows what it finds.

mod files;
mod names;
mod section;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use section::{Section, sections};

/// Pages that say again what others say, or nothing.
const NOT_INDEXED: [&str; 2] = ["404.html", "print.html"];

/// What stands in a section and is not about its subject.
const FURNITURE: [&str; 7] = [
    "button",
    "thead",
    ".language",
    ".pictures",
    ".timeline-legend",
    ".boring",
    "summary",
];

/// The welcome page repeats listings of the chapters, which are found there.
const REPEATED: &str = "[data-page='index.html'] figure";

/// Texts of results come in files of this many together: the first results
/// need two or three requests instead of eight.
const FRAGMENT_FILES_MAX: u32 = 4;

/// Writes the index of the pages in `site` into `site/search`.
///
/// In a new site the folder is there as a whole or not at all, so that a page
/// which asks meanwhile finds no half of it.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn index(site: &Path) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let files = runtime.block_on(files_of(site))?;
    files::write(&site.join("search"), files)
}

async fn files_of(site: &Path) -> Result<Vec<files::File>> {
    let mut index = PagefindIndex::new(Some(options()))?;
    for page in pages(site)? {
        let html = fs::read_to_string(&page)
            .with_context(|| format!("cannot read `{}`", page.display()))?;
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        for Section { url, html } in sections(&name, &html) {
            let added = index.add_html_file(None, Some(url.clone()), html).await;
            added.with_context(|| format!("{url}: cannot be indexed"))?;
        }
    }
    let files = index.get_files().await?;
    Ok(files
        .into_iter()
        .map(|it| (it.filename, it.contents))
        .collect())
}

fn options() -> PagefindServiceConfig {
    let left_out = FURNITURE.iter().chain([&REPEATED]);
    PagefindServiceConfig::builder()
        .exclude_selectors(left_out.map(ToString::to_string).collect())
        .max_fragments(FRAGMENT_FILES_MAX)
        .build()
}

/// The pages to index, always in the same order: so is what has the same rank.
fn pages(site: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        let is_page = path.extension().is_some_and(|it| it == "html");
        if is_page && !NOT_INDEXED.iter().any(|it| path.ends_with(it)) {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(pages)
}
