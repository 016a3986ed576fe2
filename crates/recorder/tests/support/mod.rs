//! What the tests on Rust programs share.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use listing::Language;
use runner::{Cargo, Recorder, Recording};

/// The recorder with its kit, which is built when it is first asked for.
pub static RECORDER: LazyLock<Recorder> =
    LazyLock::new(|| Recorder::new(&root(), Cargo::Seen).expect("the kit is built"));

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Records a program that is in a file.
#[track_caller]
pub fn record_file(path: &Path) -> Recording {
    RECORDER
        .record(path, Language::Rust)
        .unwrap_or_else(|error| panic!("{}: {error:#}", path.display()))
}

/// Records a program that is a text.
#[track_caller]
pub fn record(file: &str, source: &str) -> Recording {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    std::fs::write(&path, source).unwrap();
    record_file(&path)
}
