//! `cargo book bless`: write down what the listings do.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use listing::{Difference, Kind, Language, Listing, Listings, page};
use runner::{Cargo, Runner};

use crate::check::check;

/// Runs the listings of the chapters and rewrites the files beside them that
/// say something else. What cannot be run keeps its files.
pub(crate) fn command(root: &Path, chapters: &[String]) -> Result<()> {
    let listings = Listings::read(root)?;
    let wanted = wanted(&listings, chapters)?;

    runner::stop_on_signals()?;
    let runner = Runner::new(root, Cargo::Seen)?;
    let (rustc, python) = (&runner.build.rustc_version, &runner.python.version);
    eprintln!(
        "running {} listings with {rustc} and {python}",
        wanted.len()
    );

    for listing in &wanted {
        note_missing(&runner, listing);
    }
    let (mut written, mut failed) = (0, 0);
    for checked in check(&runner, &listings, &wanted) {
        match checked.differences {
            Ok(differences) => {
                for difference in differences {
                    write(root, checked.listing, &difference)?;
                    written += 1;
                }
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                failed += 1;
            }
        }
    }
    written += usize::from(note_ids(root, &listings)?);
    match written {
        0 => eprintln!("nothing changed"),
        _ => eprintln!("now read the diff: readers will see it"),
    }
    if failed > 0 {
        bail!("{failed} of the listings could not be run");
    }
    Ok(())
}

/// The listings of the chapters; all of them if none is named.
///
/// # Errors
///
/// If there is no such chapter.
pub(crate) fn wanted<'a>(listings: &'a Listings, chapters: &[String]) -> Result<Vec<&'a Listing>> {
    for chapter in chapters {
        let known: Vec<&str> = listings.registered.keys().map(String::as_str).collect();
        ensure!(
            known.contains(&chapter.as_str()),
            "no chapter named `{chapter}`\n  there are: {}",
            known.join(", ")
        );
    }
    let wanted = |listing: &&Listing| chapters.is_empty() || chapters.contains(&listing.chapter);
    Ok(listings.by_name.values().filter(wanted).collect())
}

/// Says which programs keep their files, because they cannot run here.
fn note_missing(runner: &Runner, listing: &Listing) {
    for language in Language::ALL {
        if let Some(missing) = runner::missing(&runner.python, listing, language) {
            let place = listing.place(Kind::program(language));
            eprintln!("note: {place} is not run: needs {missing}");
        }
    }
}

/// Makes one file say what the program does.
fn write(root: &Path, listing: &Listing, difference: &Difference) -> Result<()> {
    let path = listing.path(difference.kind);
    let (verb, done) = match &difference.actual {
        Some(text) => ("wrote", fs::write(&path, text)),
        None => ("removed", fs::remove_file(&path)),
    };
    done.with_context(|| format!("cannot write `{}`", path.display()))?;
    println!(
        "{verb} {}",
        path.strip_prefix(root).unwrap_or(&path).display()
    );
    Ok(())
}

/// Adds new ids to `tests/ids.txt`; whether there were any. An id that has
/// vanished stays: a test then asks about it.
fn note_ids(root: &Path, listings: &Listings) -> Result<bool> {
    let file = Path::new("tests").join("ids.txt");
    let path = root.join(&file);
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let mut ids = page::ids(&page::pages(root)?, listings);
    ids.extend(kept.lines().map(str::to_string));
    let text: String = ids.iter().map(|id| format!("{id}\n")).collect();
    if text == kept {
        return Ok(false);
    }
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    println!("wrote {}", file.display());
    Ok(true)
}
