//! Compiling a program by itself, to hear what the compiler says.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Result, bail};
use listing::{Compiler, Language, Listing};
use serde::{Deserialize, Serialize};

use crate::{Build, RUN_LIMIT, normal, run};

/// Type-checks the program by itself, as a reader would who pasted it.
///
/// The compiler is asked once: what it said is kept beside the examples, until
/// the program, the compiler or a library is another.
pub(crate) fn check(build: &Build, listing: &Listing) -> Result<Compiler> {
    let scratch = build.scratch.join("listings");
    fs::create_dir_all(&scratch)?;
    let mut command = build.rustc(&listing.chapter);
    command
        .arg("--error-format=json")
        // A variation has a dot in its name, and a crate may not.
        .args(["--crate-name", &listing.name.replace('.', "_")])
        .arg("-o")
        .arg(scratch.join(format!("{}.rmeta", listing.name)))
        .arg(format!("{}.rs", listing.name))
        // Messages then say `--> x.rs:1:1`.
        .current_dir(&listing.folder);
    let mut about = DefaultHasher::new();
    format!("{command:?}").hash(&mut about);
    (&build.key, listing.source(Language::Rust)).hash(&mut about);
    let about = about.finish();
    let kept = scratch.join(format!("{}.said.json", listing.name));
    if let Some(said) = Said::kept(&kept, about) {
        return said.compiler(build);
    }
    let finished = run(command, RUN_LIMIT)?;
    let said = Said {
        about,
        well: finished.status.success(),
        stderr: finished.stderr,
    };
    let compiler = said.compiler(build)?;
    // Not if it broke down: it may not do so again. And if it cannot be kept, the
    // compiler is asked again.
    if matches!(finished.status.code(), Some(0 | 1)) {
        let _ = fs::write(&kept, serde_json::to_string(&said)?);
    }
    Ok(compiler)
}

/// What the compiler said.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Said {
    /// A hash of all that it depends on.
    about: u64,
    /// Whether it accepts the program.
    well: bool,
    /// A message in JSON per line.
    stderr: String,
}

impl Said {
    /// What is in the file, if it is about the same.
    fn kept(file: &Path, about: u64) -> Option<Said> {
        // Half a file, of somebody who writes it now, is none.
        let said: Said = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        (said.about == about).then_some(said)
    }

    fn compiler(&self, build: &Build) -> Result<Compiler> {
        let messages: Vec<String> = self
            .stderr
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|message| {
                message["spans"]
                    .as_array()
                    .is_some_and(|spans| !spans.is_empty())
            })
            .filter_map(|message| Some(normal::rendered(message["rendered"].as_str()?)))
            .collect();
        let text = format!("{}\n{}", build.rustc_version, messages.join("\n"));
        Ok(match (self.well, messages.is_empty()) {
            (true, true) => Compiler::Silent,
            (true, false) => Compiler::Warns(text),
            (false, true) => bail!("rustc failed:\n{}", self.stderr),
            (false, false) => Compiler::Refuses(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_something_else_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.said.json");
        let said = || Said {
            about: 1,
            well: true,
            stderr: String::new(),
        };
        assert_eq!(Said::kept(&file, 1), None);
        let text = serde_json::to_string(&said()).unwrap();
        fs::write(&file, &text[1..]).unwrap();
        assert_eq!(Said::kept(&file, 1), None);
        fs::write(&file, &text).unwrap();
        assert_eq!(Said::kept(&file, 1), Some(said()));
        assert_eq!(Said::kept(&file, 2), None);
    }
}
