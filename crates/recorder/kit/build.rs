//! Gathers the book's listings for `src/warm.rs`.
//!
//! A program that is compiled against the kit takes from it what is compiled
//! there already: `Vec<JoinHandle<()>>::push`, the channels of numbers, what
//! `tokio::spawn` does. So the kit has every listing in it, and a listing that
//! a reader edits needs little more than its own text to be compiled.
//!
//! They are copied, and changing one does not build the kit again: it matters
//! only to how fast programs compile, and a saved page must not wait for that.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Is 0 for a kit without them, because one of them does not compile.
const VARIABLE: &str = "KIT_WARM";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    println!("cargo::rustc-check-cfg=cfg(warm)");
    if env::var(VARIABLE).is_ok_and(|it| it == "0") {
        return Ok(());
    }
    println!("cargo::rustc-cfg=warm");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut modules = String::new();
    let mut names = String::new();
    // A copy of the workspace without chapters has a kit as well.
    let listings = listings(Path::new("../../../examples")).unwrap_or_default();
    for (number, listing) in listings.iter().enumerate() {
        // Its `main` is private, and has to be reached from outside.
        let text = fs::read_to_string(listing)?;
        let text = format!("{text}\npub(super) fn warm() -> *const () {{ main as *const () }}\n");
        let name = copy_name(listing);
        fs::write(out.join(&name), text)?;
        let _ = writeln!(modules, "#[path = {name:?}] mod listing{number};");
        let _ = write!(names, "listing{number}::warm, ");
    }
    let count = listings.len();
    let all = format!("#[used]\nstatic WARM: [fn() -> *const (); {count}] = [{names}];\n");
    fs::write(out.join("warm.rs"), modules + &all)
}

/// Such as `joining.join_may_borrow.rs`: a compiler's message has it.
fn copy_name(listing: &Path) -> String {
    let mut names: Vec<_> = listing.iter().rev().take(2).collect();
    names.reverse();
    names.join(OsStr::new(".")).to_string_lossy().into_owned()
}

/// The programs of all chapters that are meant to compile.
fn listings(examples: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for chapter in fs::read_dir(examples)? {
        let chapter = chapter?.path();
        if !chapter.is_dir() {
            continue;
        }
        for file in fs::read_dir(chapter)? {
            let file = file?.path();
            let is_program = file.extension().is_some_and(|it| it == "rs")
                && file.file_name().is_some_and(|it| it != "main.rs")
                && !file.with_extension("err").exists();
            if is_program {
                found.push(file);
            }
        }
    }
    // The order of a folder is another on every machine.
    found.sort();
    Ok(found)
}
