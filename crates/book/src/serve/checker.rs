//! Runs the listings that were saved, and says where the files beside them no
//! longer tell what they do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use anyhow::Result;
use listing::{Kind, Listing, Listings};
use runner::{Build, BuildError, Cargo, Python};

use super::status::Status;
use crate::check::check;

/// Under this name in the status: that the chapters do not compile.
const COMPILE: &str = "";

/// Checks what was touched, until the sender is gone.
pub(crate) fn run(root: &Path, touched: &Receiver<Vec<PathBuf>>, status: &Status) {
    while let Ok(mut paths) = touched.recv() {
        paths.extend(touched.try_iter().flatten());
        let names = listings_in(root, &paths);
        if names.is_empty() {
            continue;
        }
        if let Err(error) = check_all(root, &names, status) {
            let text = format!("the saved listings could not be checked: {error:#}");
            eprintln!("{text}");
            status.change(|state| {
                state.stale.insert(COMPILE.into(), text);
            });
        }
    }
}

/// The names of the listings that the paths are files of.
fn listings_in(root: &Path, paths: &[PathBuf]) -> BTreeSet<String> {
    let examples = root.join("examples");
    let files = paths.iter().filter(|path| path.starts_with(&examples));
    files
        .filter_map(|path| Kind::split(path.file_name()?.to_str()?))
        .map(|(name, _)| name.to_string())
        // The programs of chapters are not listings.
        .filter(|name| name != "main")
        .collect()
}

fn check_all(root: &Path, names: &BTreeSet<String>, status: &Status) -> Result<()> {
    let listings = Listings::read(root)?;
    let wanted: Vec<&Listing> = names.iter().filter_map(|name| listings.get(name)).collect();
    let gone = names.iter().filter(|name| listings.get(name).is_none());
    let gone: Vec<String> = gone.cloned().collect();
    status.change(|state| {
        for name in gone {
            state.stale.remove(&name);
        }
    });
    let python = Python::find()?;
    let build = match Build::new(root, Cargo::Quiet) {
        Err(error) if error.is::<BuildError>() => {
            eprintln!("{error}");
            status.change(|state| {
                state.stale.insert(COMPILE.into(), error.to_string());
            });
            return Ok(());
        }
        built => built?,
    };
    status.change(|state| {
        state.stale.remove(COMPILE);
    });
    for checked in check(&build, &python, &listings, &wanted) {
        let listing = checked.listing;
        let report = match checked.differences {
            Ok(differences) if differences.is_empty() => None,
            Ok(differences) => {
                let files = differences.iter().map(|it| {
                    let was = it.expected.as_deref().unwrap_or("no such file\n");
                    let is = it.actual.as_deref().unwrap_or("no such file\n");
                    let name = format!("{}.{}", listing.name, it.kind.suffix());
                    format!("{name} says:\n{was}but the program says:\n{is}")
                });
                Some(format!(
                    "`{}` now does something else\n{}if that is right: cargo book bless {}",
                    listing.name,
                    files.collect::<String>(),
                    listing.chapter
                ))
            }
            Err(error) => Some(format!("{error:#}")),
        };
        match &report {
            None => println!("`{}` does what its files say", listing.name),
            Some(text) => eprintln!("{text}"),
        }
        status.change(|state| {
            match report {
                None => state.stale.remove(&listing.name),
                Some(text) => state.stale.insert(listing.name.clone(), text),
            };
        });
    }
    Ok(())
}
