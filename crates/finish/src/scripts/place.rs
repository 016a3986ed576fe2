//! What an import leads to.

use anyhow::{Result, bail};

/// In the folder of scripts, the code of others.
const VENDOR: &str = "vendor/";

/// What is meant by an address in a module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A module to join, by its path in the folder of scripts.
    Module(String),
    /// A file that stays one, by its address for the joined files.
    File(String),
}

impl Place {
    /// What `address` means in the module `from`.
    pub(super) fn of(address: &str, from: &str) -> Result<Place> {
        if !address.starts_with("./") && !address.starts_with("../") {
            bail!("`{address}` is no address\n  begin it with `./` or `../`");
        }
        let mut path: Vec<&str> = from.split('/').collect();
        path.pop();
        let mut above = 0;
        for part in address.split('/').filter(|it| *it != ".") {
            match part {
                ".." if path.pop().is_none() => above += 1,
                ".." => {}
                _ => path.push(part),
            }
        }
        let path = path.join("/");
        if above > 0 {
            return Ok(Place::File("../".repeat(above) + &path));
        }
        if path.starts_with(VENDOR) {
            return Ok(Place::File(format!("./{path}")));
        }
        Ok(Place::Module(checked(path)?))
    }

    /// The variable that has it in the joined files. Names with `$` are ours.
    pub(super) fn variable(&self) -> String {
        let (Place::Module(name) | Place::File(name)) = self;
        let name = name.trim_start_matches("./");
        let name = name.trim_end_matches(".js").replace('/', "$");
        format!("${}", name.replace(['-', '.'], "_"))
    }
}

/// Two names must not become one variable.
fn checked(name: String) -> Result<String> {
    let known = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "/-".contains(it);
    match name.strip_suffix(".js") {
        Some(stem) if stem.chars().all(known) => Ok(name),
        _ => bail!(
            "`{name}` is no name of a module\n  it has `a-z`, `0-9` and `-`, and ends in `.js`"
        ),
    }
}
