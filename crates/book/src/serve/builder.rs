//! Builds the site into a new folder and swaps it in.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use mdbook_listing::Stale;

use super::status::Status;
use crate::build;
use crate::log::Log;

/// What every served page gets before its end: which build it is, and the
/// script that listens for news. The static site has none of it.
const LISTENER: &str = r#"<meta name="book-build" content="VERSION"><script type="module" src="/-/live.js"></script></body>"#;

/// Builds once and tells `status`. A build that fails leaves the last good
/// site in place.
pub(crate) fn build(root: &Path, sites: &Path, log: &Log, status: &Status) {
    let start = Instant::now();
    let before = status.now();
    let version = before.version + 1;
    let site = sites.join(version.to_string());
    let built = build::build(root, &site, log, Stale::Said).and_then(|()| announce(&site, version));
    match built {
        Ok(()) => {
            println!("built in {:.1} s", start.elapsed().as_secs_f64());
            status.change(|state| {
                state.version = version;
                state.site = Some(site);
                state.broken = None;
            });
            if let Some(old) = before.site {
                // A page that is being loaded now gets the rest of its files
                // from the new site: names only change when contents do.
                let _ = fs::remove_dir_all(old);
            }
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
fn announce(site: &Path, version: u64) -> Result<()> {
    let listener = LISTENER.replace("VERSION", &version.to_string());
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let html = fs::read_to_string(&path)?;
            let html = html.replace("</body>", &listener);
            fs::write(&path, html).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
    }
    Ok(())
}
