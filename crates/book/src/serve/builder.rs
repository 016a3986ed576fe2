//! Builds the site into a new folder and swaps it in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use anyhow::{Context, Result};
use mdbook_listing::Stale;

use super::status::Status;
use super::token::Token;
use crate::build;
use crate::log::Log;

/// What every served page gets before its end: which build it is, the token to
/// run programs with, and the script that listens for news. The static site has
/// none of it.
const LISTENER: &str = r#"<meta name="book-build" content="VERSION">TOKEN<script type="module" src="/-/live.js"></script>"#;

/// What a build needs to know.
pub(super) struct Builder {
    pub(super) root: PathBuf,
    /// Where each build has a folder.
    pub(super) sites: PathBuf,
    pub(super) token: Arc<Token>,
    pub(super) log: Log,
    pub(super) status: Arc<Status>,
    /// Hears of each site when it is swapped in.
    pub(super) built: Sender<PathBuf>,
}

/// Builds once and tells `status`. A build that fails leaves the last good
/// site in place.
pub(super) fn build(builder: &Builder) {
    let start = Instant::now();
    let status = &builder.status;
    let before = status.now();
    let version = before.version + 1;
    let site = builder.sites.join(version.to_string());
    let built = build::build(&builder.root, &site, &builder.log, Stale::Said)
        .and_then(|()| announce(&site, version, &builder.token));
    match built {
        Ok(()) => {
            println!("built in {:.1} s", start.elapsed().as_secs_f64());
            status.change(|state| {
                state.version = version;
                state.site = Some(site.clone());
                state.broken = None;
            });
            let _ = builder.built.send(site);
            // A page that is being loaded may still be read from the site
            // before this one, and not from the one before that.
            let older = builder.sites.join((before.version - 1).to_string());
            let _ = fs::remove_dir_all(older);
        }
        Err(error) => {
            let text = format!("{error:#}");
            eprintln!("the book does not build:\n{text}");
            status.change(|state| state.broken = Some(text));
            let _ = fs::remove_dir_all(site);
        }
    }
}

/// Adds the listener to every page.
pub(super) fn announce(site: &Path, version: u64, token: &Token) -> Result<()> {
    let listener = LISTENER
        .replace("VERSION", &version.to_string())
        .replace("TOKEN", &token.element());
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "html") {
            let mut html = fs::read_to_string(&path)?;
            let end = html.rfind("</body>").unwrap_or(html.len());
            html.insert_str(end, &listener);
            fs::write(&path, html).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
    }
    Ok(())
}
