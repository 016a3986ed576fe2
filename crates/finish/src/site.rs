//! The files of a site. But for the modules, which `scripts` reads, only this
//! part touches a disk.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::{FRAME, asset, scripts, stock};

/// The module in `js/` that a page loads.
const ENTRY: &str = "page.js";

/// The folder of a site.
pub(crate) struct Site<'a>(pub(crate) &'a Path);

impl Site<'_> {
    pub(crate) fn read(&self, name: &str) -> Result<String> {
        fs::read_to_string(self.0.join(name)).with_context(|| format!("cannot read `{name}`"))
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> Result<()> {
        fs::write(self.0.join(name), text).with_context(|| format!("cannot write `{name}`"))
    }

    /// Writes a file whose name has the hash of its text.
    pub(crate) fn add(&self, stem: &str, extension: &str, text: &str) -> Result<String> {
        let name = asset::named(stem, extension, text);
        self.write(&name, text)?;
        Ok(name)
    }

    /// The pages by name, in one order on every machine.
    ///
    /// # Errors
    ///
    /// If a page lies in a folder: nothing here, in the server or in the search
    /// would find it.
    pub(crate) fn pages(&self) -> Result<Vec<(String, String)>> {
        let mut names = self.names("")?;
        for folder in names.iter().filter(|it| self.0.join(it).is_dir()) {
            if let Some(page) = self.names(folder)?.iter().find(|it| it.ends_with(".html")) {
                bail!(
                    "the page `{folder}/{page}` lies in a folder\n  chapters lie directly in `src/`: move it there"
                );
            }
        }
        names.retain(|it| it.ends_with(".html") && it != FRAME);
        let page = |name: String| Ok((name.clone(), self.read(&name)?));
        names.into_iter().map(page).collect()
    }

    /// Joins the modules, if there are any, and says which file a page loads.
    pub(crate) fn modules(&self) -> Result<Option<String>> {
        let folder = self.0.join("js");
        if !folder.join(ENTRY).exists() {
            return Ok(None);
        }
        let joined = scripts::join(&folder, ENTRY)?;
        self.remove_modules()?;
        for (name, text) in &joined.files {
            self.write(&format!("js/{name}"), text)?;
        }
        Ok(Some(format!("js/{}", joined.entry)))
    }

    /// Removes what no page needs any more.
    pub(crate) fn clean(&self) -> Result<()> {
        for name in self.names("")?.iter().filter(|it| stock::is_dropped(it)) {
            self.remove(name)?;
        }
        stock::FOLDERS.iter().try_for_each(|it| self.remove(it))
    }

    /// Removes all modules but those of others, which stay files of their own.
    fn remove_modules(&self) -> Result<()> {
        for name in self.names("js")?.iter().filter(|it| *it != "vendor") {
            self.remove(&format!("js/{name}"))?;
        }
        Ok(())
    }

    /// Removes a file or folder, which may not be there.
    fn remove(&self, name: &str) -> Result<()> {
        let path = self.0.join(name);
        let removed = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other.with_context(|| format!("cannot remove `{name}`")),
        }
    }

    /// The names in a folder, sorted.
    fn names(&self, folder: &str) -> Result<Vec<String>> {
        let entries = fs::read_dir(self.0.join(folder)).with_context(|| {
            format!("cannot read the folder `{}`", self.0.join(folder).display())
        })?;
        let name = |it: fs::DirEntry| it.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|it| it.map(name)).collect::<Result<_, _>>()?;
        names.sort();
        Ok(names)
    }
}
