//! Runs the listings that were saved, and says where the files beside them no
//! longer tell what they do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use anyhow::Result;
use listing::{Kind, Listing, Listings};
use runner::{BuildError, Cargo, Runner};

use super::status::Status;
use crate::check::check;

/// Under this name in the status: that the chapters do not compile, or cannot
/// be checked at all.
const ALL: &str = "";

/// Checks what was touched, until the sender is gone.
pub(crate) fn run(root: &Path, touched: &Receiver<Vec<PathBuf>>, status: &Status) {
    while let Ok(mut paths) = touched.recv() {
        paths.extend(touched.try_iter().flatten());
        let Some(names) = listings_in(root, &paths) else {
            continue;
        };
        let checked = check_all(root, &names, status);
        let problem = checked.err().map(|error| match error.is::<BuildError>() {
            true => error.to_string(),
            false => format!("the saved listings could not be checked: {error:#}"),
        });
        report(status, ALL, problem);
    }
}

/// The names of the listings that the paths are files of; none if no path
/// belongs to a chapter. A `main.rs` or `Cargo.toml` has no listing, and
/// decides whether the chapters compile.
fn listings_in(root: &Path, paths: &[PathBuf]) -> Option<BTreeSet<String>> {
    let examples = root.join("examples");
    let mut names = None;
    for path in paths.iter().filter(|path| path.starts_with(&examples)) {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        if matches!(&*file_name, "main.rs" | "Cargo.toml") {
            names.get_or_insert_with(BTreeSet::new);
        } else if let Some((name, _)) = Kind::split(&file_name) {
            names
                .get_or_insert_with(BTreeSet::new)
                .insert(name.to_string());
        }
    }
    names
}

fn check_all(root: &Path, names: &BTreeSet<String>, status: &Status) -> Result<()> {
    let listings = Listings::read(root)?;
    for gone in names.iter().filter(|name| listings.get(name).is_none()) {
        report(status, gone, None);
    }
    let wanted: Vec<&Listing> = names.iter().filter_map(|name| listings.get(name)).collect();
    let list: Vec<&str> = wanted.iter().map(|listing| listing.name.as_str()).collect();
    println!(
        "checking {}",
        if list.is_empty() {
            "the chapters".into()
        } else {
            list.join(", ")
        }
    );
    let runner = Runner::new(root, Cargo::Quiet)?;
    for checked in check(&runner, &listings, &wanted) {
        let name = &checked.listing.name;
        let problem = match checked.differences {
            Ok(differences) if differences.is_empty() => {
                println!("`{name}` does what its files say");
                None
            }
            Ok(differences) => {
                let diff = runner::report(checked.listing, &differences);
                Some(format!(
                    "`{name}` now does something else\n{}",
                    diff.trim_end()
                ))
            }
            Err(error) => Some(format!("{error:#}")),
        };
        report(status, name, problem);
    }
    Ok(())
}

/// Shows a problem in terminal and page, or takes it back.
fn report(status: &Status, name: &str, problem: Option<String>) {
    if let Some(text) = &problem {
        eprintln!("{text}");
    }
    status.change(|state| {
        match problem {
            Some(text) => state.stale.insert(name.to_string(), text),
            None => state.stale.remove(name),
        };
    });
}
