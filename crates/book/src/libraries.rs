//! `cargo book libraries`: what stock `mdbook test` needs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use runner::{Build, Cargo};

/// Builds the chapters, gathers their libraries in `target/debug/libraries`
/// and prints that path, for `mdbook test -L`.
pub(crate) fn command(root: &Path) -> Result<()> {
    let build = Build::new(root, Cargo::Seen)?;
    let cargos = build.libraries.first().and_then(|it| it.parent());
    let folder = cargos.context("the chapters use no library, and mdBook needs none")?;
    let folder = folder.with_file_name("libraries");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    build.gather_libraries(&folder)?;
    println!("{}", folder.display());
    Ok(())
}
