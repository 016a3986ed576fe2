//! What tells one kit from another without building it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::make::FLAGS;

/// What the kit is made of, below the workspace.
const SOURCES: [&str; 4] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/recorder/kit",
    "crates/recorder/probe",
];

/// Of what the kit at `root` is built from, and with.
pub(super) fn of_sources(root: &Path, rustc: &Path) -> Result<String> {
    let mut files = vec![rustc.to_path_buf()];
    for source in SOURCES {
        collect(&root.join(source), &mut files)?;
    }
    // The order of a folder is not its own from one time to the next.
    files.sort();
    of_files(FLAGS, files.iter().map(PathBuf::as_path))
}

/// Of all files in a folder.
pub(super) fn of_folder(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    of_files("", files.iter().map(PathBuf::as_path))
}

/// Of some text, and of the times and lengths of files.
pub(crate) fn of_files<'a>(
    text: &str,
    files: impl IntoIterator<Item = &'a Path>,
) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    for file in files {
        let about = fs::metadata(file);
        let about = about.with_context(|| format!("cannot read `{}`", file.display()))?;
        let time = about.modified()?.duration_since(SystemTime::UNIX_EPOCH);
        (file, about.len(), time.ok()).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The file, or all that are in the folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{SOURCES, of_sources};

    #[test]
    fn a_touched_file_is_another_kit() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for folder in ["src", "src/deep"] {
            for source in &SOURCES[2..] {
                write(&format!("{source}/{folder}/x.rs"), "");
            }
        }
        for (name, text) in [("Cargo.lock", ""), ("Cargo.toml", ""), ("rustc", "")] {
            write(name, text);
        }
        let key = || of_sources(root.path(), &root.path().join("rustc")).unwrap();
        let mut last = key();
        assert_eq!(last, key());
        for name in ["rustc", "Cargo.lock", "crates/recorder/kit/src/deep/x.rs"] {
            write(name, "more");
            let now = key();
            assert_ne!(last, now, "{name}");
            last = now;
        }
        assert!(of_sources(root.path(), Path::new("no/rustc")).is_err());
    }
}
