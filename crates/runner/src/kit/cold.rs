//! A kit without the listings, because one of them does not compile.

use std::fs;
use std::path::{Path, PathBuf};

use super::key;

/// Remembers which listings could not be compiled, so that they are tried again
/// only when one of them is another.
pub(super) struct Cold {
    file: PathBuf,
    listings: String,
}

impl Cold {
    pub(super) fn of(root: &Path, target: &Path) -> Cold {
        let listings = key::of_folder(&root.join("examples"));
        Cold {
            file: target.join("cold"),
            listings: listings.unwrap_or_default(),
        }
    }

    /// Why just these listings do not compile, if it is known.
    pub(super) fn known(&self) -> Option<String> {
        let text = fs::read_to_string(&self.file).ok()?;
        let (listings, reason) = text.split_once('\n')?;
        (listings == self.listings).then(|| reason.into())
    }

    pub(super) fn remember(&self, reason: &str) -> String {
        // If it cannot be written, they are tried again the next time.
        let _ = fs::write(&self.file, format!("{}\n{reason}", self.listings));
        reason.into()
    }
}
