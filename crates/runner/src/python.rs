//! The Python on this machine.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

/// The oldest Python that the twins run on: `TaskGroup` and `asyncio.timeout`
/// came with it.
const OLDEST: (u32, u32) = (3, 11);

/// An interpreter that is new enough.
#[derive(Clone, Debug)]
pub struct Python {
    program: OsString,
    /// Such as `Python 3.11.7`.
    pub version: String,
}

impl Python {
    /// `$PYTHON`, or else `python3`, or else `python` of the path.
    ///
    /// # Errors
    ///
    /// If there is none, or it is too old, with what to do about it.
    pub fn find() -> Result<Python> {
        let candidates = match std::env::var_os("PYTHON") {
            Some(program) => vec![program],
            None => vec!["python3".into(), "python".into()],
        };
        let mut found = Vec::new();
        for program in candidates {
            let Ok(output) = Command::new(&program).arg("--version").output() else {
                continue;
            };
            let version = String::from_utf8_lossy(&output.stdout).trim().to_string();
            if numbers(&version).is_some_and(|numbers| numbers >= OLDEST) {
                return Ok(Python { program, version });
            }
            found.push(version);
        }
        let (major, minor) = OLDEST;
        let found = if found.is_empty() {
            "none".into()
        } else {
            found.join(", ")
        };
        bail!(
            "the twins need Python {major}.{minor} or newer; found: {found}\n  \
             install it, or name it: PYTHON=/path/to/python3 cargo test"
        )
    }

    /// What to run.
    pub fn program(&self) -> &OsStr {
        &self.program
    }

    /// The interpreter itself, where this is a script that looks for one: that
    /// takes a while, and asks for more of the environment than programs get.
    #[must_use]
    pub(crate) fn itself(self) -> Python {
        let script = "import sys; print(sys.executable)";
        let output = Command::new(&self.program).args(["-c", script]).output();
        let output = output.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_string());
        match output {
            Ok(program) if Path::new(&program).is_file() => Python {
                program: program.into(),
                ..self
            },
            _ => self,
        }
    }

    /// A command that runs the file.
    ///
    /// Nothing of the caller's Python setup reaches it: warnings would be
    /// silenced or output coloured for one contributor and not for another.
    pub(crate) fn command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PYTHON") {
                command.env_remove(name);
            }
        }
        command
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1")
            .env("NO_COLOR", "1")
            .arg(file);
        command
    }
}

/// `Python 3.11.7` → `(3, 11)`.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix("Python ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(numbers("Python 3.11.7"), Some((3, 11)));
        assert!(numbers("Python 3.9.1") < Some((3, 11)));
        assert_eq!(numbers("pyenv: not found"), None);
    }
}
