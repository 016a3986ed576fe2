//! Hears of saved files.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use notify::{Event, RecursiveMode, Watcher as _};

/// An editor writes a file in several steps; this much silence ends a save.
const QUIET: Duration = Duration::from_millis(60);

/// The folders that are part of the book, the last one because a page includes
/// the service in it. With `book.toml` they are all.
const FOLDERS: [&str; 4] = ["src", "examples", "theme", "tests/servers/src"];

/// Calls `saved` with the paths of every save. Dropping the result ends it.
pub(crate) fn watch(
    root: &Path,
    saved: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> Result<notify::RecommendedWatcher> {
    let (sender, events) = mpsc::channel::<PathBuf>();
    let folders = FOLDERS.map(|name| root.join(name));
    let (config, watched) = (root.join("book.toml"), folders.clone());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        // The builder itself opens and reads all of these files.
        if event.kind.is_access() {
            return;
        }
        for path in event.paths {
            if path == config || watched.iter().any(|folder| path.starts_with(folder)) {
                let _ = sender.send(path);
            }
        }
    })?;
    // The root, because an editor replaces `book.toml` by a new file.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    thread::spawn(move || {
        while let Ok(first) = events.recv() {
            let mut paths = vec![first];
            while let Ok(next) = events.recv_timeout(QUIET) {
                paths.push(next);
            }
            paths.sort();
            paths.dedup();
            saved(paths);
        }
    });
    Ok(watcher)
}
