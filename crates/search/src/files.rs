//! Which files of an index a page asks for, and writing them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A path below the folder of the index, and what is in it.
pub(crate) type File = (PathBuf, Vec<u8>);

/// Pagefind brings interfaces of its own, which we do not show. Its worker
/// would be loaded beside the script and save nothing: an answer takes
/// milliseconds.
const NOT_ASKED_FOR: [&str; 8] = [
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
    "pagefind-worker.js",
];

/// For a language that Pagefind has no program for; every other has its own.
const UNKNOWN: &str = "wasm.unknown.pagefind";

/// For choosing among results, which nobody does here.
const FILTERS: &str = "filter";

/// Writes what is asked for into `folder`, in place of what is there.
///
/// # Errors
///
/// If a file cannot be written, or the site around the folder is gone: it is
/// not made again.
pub(crate) fn write(folder: &Path, files: Vec<File>) -> Result<()> {
    let new = folder.with_extension("new");
    let _ = fs::remove_dir_all(&new);
    fs::create_dir(&new).with_context(|| format!("cannot write `{}`", new.display()))?;
    for (name, contents) in asked_for(files) {
        let path = new.join(name);
        let parent = path.parent().unwrap_or(&new);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, contents))
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    let _ = fs::remove_dir_all(folder);
    fs::rename(&new, folder).with_context(|| format!("cannot write `{}`", folder.display()))
}

fn asked_for(mut files: Vec<File>) -> Vec<File> {
    let is_program = |name: &Path| name.extension().is_some_and(|it| it == "pagefind");
    let programs = files.iter().filter(|(name, _)| is_program(name)).count();
    files.retain(|(name, _)| {
        let spare = name.starts_with(FILTERS) || programs > 1 && name.ends_with(UNKNOWN);
        !spare && !NOT_ASKED_FOR.iter().any(|it| name.ends_with(it))
    });
    files
}
