//! Hears of saved files.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use notify::{Event, RecursiveMode, Watcher as _};

/// An editor writes a file in several steps; this much silence ends a save.
const QUIET: Duration = Duration::from_millis(60);

/// What of the project is part of the book.
const WATCHED: [&str; 4] = ["src", "examples", "theme", "book.toml"];

/// Calls `saved` with the paths of every save. Dropping the result ends it.
pub(crate) fn watch(
    root: &Path,
    saved: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> Result<notify::RecommendedWatcher> {
    let (sender, events) = mpsc::channel::<PathBuf>();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        // The builder itself opens and reads all of these files.
        if !event.kind.is_access() {
            for path in event.paths {
                let _ = sender.send(path);
            }
        }
    })?;
    for name in WATCHED {
        watcher.watch(&root.join(name), RecursiveMode::Recursive)?;
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
