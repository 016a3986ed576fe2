//! Joins the modules of the pages into two files.
//!
//! A page that loads forty small modules waits for one after the other. The
//! first file has all that the entry imports, the later one all that is behind
//! `import()`: each module once, in a function that runs when it is needed for
//! the first time, so a module is evaluated when and in the order that it would
//! be by itself. What lies in `vendor/` or outside of the folder stays a file.
//!
//! This is no bundler. Our modules are written in a few forms. An import or an
//! export that looks otherwise is refused; what a function does is not read.

mod graph;
mod line;
mod module;
mod place;
mod statement;
mod write;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The modules of a page, joined.
pub struct Joined {
    /// The name of the file that a page loads; it loads the others.
    pub entry: String,
    /// All files, by name, each with its text. A name has the hash of what all
    /// of them say: they are of one piece.
    pub files: Vec<(String, String)>,
}

/// Joins the module `entry` of `folder` with all that it imports.
///
/// # Errors
///
/// If a module cannot be read, or is not written in the few forms that are
/// joined.
pub fn join(folder: &Path, entry: &str) -> Result<Joined> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    joined(entry, &read)
        .with_context(|| format!("cannot join the scripts in `{}`", folder.display()))
}

/// The same, wherever the modules come from.
fn joined(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<Joined> {
    let graph = graph::Graph::of(entry, read)?;
    Ok(write::files(&graph))
}

#[cfg(test)]
mod tests;
