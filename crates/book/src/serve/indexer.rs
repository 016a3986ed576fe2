//! Makes the index that the search of a page asks, when its site is there: a
//! saved page does not wait for it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// Starts the indexer. It is told of each site.
pub(super) fn start() -> Sender<PathBuf> {
    let (to_indexer, built) = mpsc::channel();
    thread::spawn(move || run(&built));
    to_indexer
}

fn run(built: &Receiver<PathBuf>) {
    while let Ok(site) = built.recv() {
        // Nobody reads the sites before the last one.
        index(&built.try_iter().last().unwrap_or(site));
    }
}

/// A site that is gone meanwhile needs no index.
fn index(site: &Path) {
    if let Err(error) = search::index(site)
        && site.exists()
    {
        eprintln!("the pages cannot be searched: {error:#}");
    }
}
