//! All listings of the book, by name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{Kind, Listing, registered};

/// Something wrong with the book: where, what, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// A path from the root of the project, with a line if one is known.
    pub place: String,
    /// What is wrong, lower case, no full stop.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// A problem at `place`.
    pub fn new(
        place: impl fmt::Display,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem {
            place: place.to_string(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  {}", self.place, self.what, self.remedy)
    }
}

/// Every listing of the book, and what was wrong with the files.
#[derive(Clone, Debug, Default)]
pub struct Listings {
    /// By name. Variations are listings of their own here.
    pub by_name: BTreeMap<String, Listing>,
    /// The names that each chapter's `main.rs` registers, by slug.
    pub registered: BTreeMap<String, Vec<String>>,
    /// Files that belong to no listing, and names that are used twice.
    pub problems: Vec<Problem>,
}

impl Listings {
    /// Reads all listings below `root/examples`.
    ///
    /// # Errors
    ///
    /// When a folder or a file cannot be read. What is wrong *in* the files is
    /// collected in [`Listings::problems`] instead.
    pub fn read(root: &Path) -> Result<Listings> {
        let mut listings = Listings::default();
        let examples = root.join("examples");
        for chapter in sorted(&examples)? {
            if examples.join(&chapter).is_dir() {
                listings.read_chapter(root, &chapter)?;
            }
        }
        Ok(listings)
    }

    fn read_chapter(&mut self, root: &Path, chapter: &str) -> Result<()> {
        let folder = root.join("examples").join(chapter);
        for file_name in sorted(&folder)? {
            let path = folder.join(&file_name);
            if file_name == "Cargo.toml" {
                continue;
            }
            let place = format!("examples/{chapter}/{file_name}");
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    let what = "is not text in UTF-8";
                    self.problems
                        .push(Problem::new(place, what, "save it as UTF-8"));
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::IsADirectory => {
                    let what = "is a folder, and chapters have none";
                    self.problems
                        .push(Problem::new(place, what, "move it elsewhere"));
                    continue;
                }
                Err(error) => return Err(error).with_context(|| format!("cannot read `{place}`")),
            };
            if file_name == "main.rs" {
                self.registered
                    .insert(chapter.to_string(), registered(&text));
                continue;
            }
            let Some((name, kind)) = Kind::split(&file_name) else {
                let suffixes = Kind::ALL.map(Kind::suffix).join(", ");
                self.problems.push(Problem::new(
                    place,
                    "is no file of a listing",
                    format!("rename or delete it; the endings are {suffixes}"),
                ));
                continue;
            };
            match self.by_name.entry(name.to_string()) {
                Entry::Occupied(mut taken) if taken.get().chapter == chapter => {
                    taken.get_mut().files.insert(kind, text);
                }
                Entry::Occupied(taken) => self.problems.push(Problem::new(
                    place,
                    format!("the name is taken by examples/{}", taken.get().chapter),
                    "names are unique in the whole book: rename one",
                )),
                Entry::Vacant(free) => {
                    free.insert(Listing {
                        name: name.to_string(),
                        chapter: chapter.to_string(),
                        folder: folder.clone(),
                        files: BTreeMap::from([(kind, text)]),
                    });
                }
            }
        }
        Ok(())
    }

    /// The listing of that name.
    pub fn get(&self, name: &str) -> Option<&Listing> {
        self.by_name.get(name)
    }

    /// Whether the chapter's `main.rs` names this listing, so that it is built.
    pub fn is_registered(&self, listing: &Listing) -> bool {
        self.registered
            .get(&listing.chapter)
            .is_some_and(|names| names.contains(&listing.name))
    }

    /// What to tell someone who asked for `name`, which there is not: the names
    /// that come near, or else all names of the chapter.
    pub fn suggestions(&self, name: &str, chapter: Option<&str>) -> String {
        let near = near(name, self.by_name.keys().map(String::as_str));
        if !near.is_empty() {
            return format!("did you mean {}?", near.join(" or "));
        }
        let here: Vec<&str> = self
            .by_name
            .values()
            .filter(|listing| chapter.is_none_or(|chapter| listing.chapter == chapter))
            .map(|listing| listing.name.as_str())
            .collect();
        format!("there are: {}", here.join(", "))
    }
}

/// The names most like `name`, best first, at most three; none if nothing is
/// near enough to be a slip of the fingers.
fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = names
        .map(|other| {
            let contained = !name.is_empty() && other.contains(name);
            let likeness = strsim::normalized_damerau_levenshtein(name, other);
            (
                if contained {
                    likeness.max(0.9)
                } else {
                    likeness
                },
                other,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.7)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, other)| other).collect()
}

/// The names of everything in a folder, in order.
fn sorted(folder: &Path) -> Result<Vec<String>> {
    let read = || -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            // What editors and tools leave behind is no part of the book.
            if !name.starts_with(['.', '#']) && !name.ends_with('~') && name != "__pycache__" {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    };
    read().with_context(|| format!("cannot read the folder `{}`", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn near_misses_are_offered_best_first() {
        let names = ["join_is_one_thread", "joined_is_at_once", "spawn_starts"];
        for (name, expected) in [
            ("join_is_one_tread", vec!["join_is_one_thread"]),
            ("spawn", vec!["spawn_starts"]),
            ("zzz", vec![]),
        ] {
            assert_eq!(near(name, names.into_iter()), expected, "{name}");
        }
    }
}
