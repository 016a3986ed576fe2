//! Makes the index that the search of a page asks, when its site is there: a
//! saved page does not wait for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use anyhow::{Result, anyhow};

use super::status::Status;

/// Starts the indexer. It is told of each site.
pub(super) fn start(status: Arc<Status>) -> Sender<PathBuf> {
    let (to_indexer, built) = mpsc::channel();
    thread::spawn(move || run(&built, &status));
    to_indexer
}

fn run(built: &Receiver<PathBuf>, status: &Status) {
    while let Ok(site) = built.recv() {
        // Nobody reads the sites before the last one.
        let site = built.try_iter().last().unwrap_or(site);
        let unsearchable = index(&site).err().map(|error| format!("{error:#}"));
        // What goes wrong with a site that was replaced meanwhile, or removed at
        // the end, is nobody's concern.
        if status.now().site.as_ref() != Some(&site) {
            continue;
        }
        if let Some(text) = &unsearchable {
            eprintln!("the pages cannot be searched: {text}");
        }
        status.change(|state| state.unsearchable = unsearchable);
    }
}

/// A panic of the library would end this thread, and no later site had an index.
fn index(site: &Path) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| search::index(site)))
        .unwrap_or_else(|_| Err(anyhow!("the search library panicked")))
}
