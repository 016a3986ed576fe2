//! The compiler that the kit is built with, and the library that comes with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use cargo_metadata::Metadata;

use crate::build::tool;

/// The compiler of a workspace, by its folder: found once, since asking takes
/// longer than all else that `Kit::key` does.
static FOUND: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// The executable that `rustc` means in the workspace at `root`.
///
/// What is on the path is often rustup's, which looks for the one to start
/// each time, and finds another one outside of the workspace.
pub(super) fn compiler(root: &Path) -> Result<PathBuf> {
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = found.get(root) {
        return Ok(known.clone());
    }
    let rustc = PathBuf::from(tool("RUSTC", "rustc"));
    let sysroot = ask(
        Command::new(&rustc).current_dir(root),
        &["--print", "sysroot"],
    )?;
    let name = format!("rustc{}", std::env::consts::EXE_SUFFIX);
    let real = Path::new(sysroot.trim()).join("bin").join(name);
    // Somebody may have set another compiler for the same libraries.
    let version = |rustc: &Path| ask(Command::new(rustc).current_dir(root), &["-vV"]);
    let rustc = match version(&real) {
        Ok(real_version) if real_version == version(&rustc)? => real,
        _ => rustc,
    };
    found.insert(root.to_path_buf(), rustc.clone());
    Ok(rustc)
}

/// Its version, its platform, and the dynamic library of Rust itself.
pub(super) fn about(rustc: &Path) -> Result<(String, String, PathBuf)> {
    let text = ask(&mut Command::new(rustc), &["-vV"])?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("`rustc -vV` names no host")?.to_string();
    let version = text.split(" (").next().unwrap_or_default().to_string();
    Ok((version, host, std_library(rustc)?))
}

/// `rustc 1.95.0, tokio 1.54.1`.
pub(super) fn with_tokio(rustc: &str, metadata: &Metadata) -> String {
    let mut packages = metadata.packages.iter();
    match packages.find(|it| it.name.as_str() == "tokio") {
        Some(tokio) => format!("{rustc}, tokio {}", tokio.version),
        None => rustc.into(),
    }
}

/// The dynamic library of Rust itself, beside its others.
fn std_library(rustc: &Path) -> Result<PathBuf> {
    let folder = ask(&mut Command::new(rustc), &["--print", "target-libdir"])?;
    let folder = PathBuf::from(folder.trim());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.trim_start_matches("lib").starts_with("std-")
            && name.ends_with(std::env::consts::DLL_SUFFIX)
    };
    let files = fs::read_dir(&folder)?.filter_map(|it| Some(it.ok()?.path()));
    let mut files = files.filter(is_it);
    files.next().with_context(|| {
        let folder = folder.display();
        format!("{folder} has no dynamic library of Rust\n  install Rust with rustup")
    })
}

/// What the compiler answers.
fn ask(rustc: &mut Command, question: &[&str]) -> Result<String> {
    let output = rustc.args(question).output();
    let output = output.context("cannot run `rustc`\n  install Rust with rustup")?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
