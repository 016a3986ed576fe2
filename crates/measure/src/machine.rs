//! What the measuring was done on.

use std::ffi::OsStr;
use std::process::Command;
use std::{fs, thread};

use anyhow::{Context, Result};
use toml::Table;

use crate::programs::Workshop;
use crate::{Machine, Options};

/// Asks this machine.
pub(crate) fn machine(workshop: &Workshop, options: &Options) -> Result<Machine> {
    let rustc = said("rustc", &["--version"])?;
    let python = &workshop.python;
    let mut versions = vec![
        ("Rust".to_string(), word(&rustc, 1)),
        (
            "tokio".to_string(),
            tokio(&fs::read_to_string(&workshop.lock)?)?,
        ),
        ("Python".to_string(), word(&python.version, 1)),
    ];
    for module in &workshop.modules {
        let script = format!("import importlib.metadata as m; print(m.version('{module}'))");
        versions.push((module.clone(), said(python.program(), &["-c", &script])?));
    }
    Ok(Machine {
        date: said("date", &["-u", "+%Y-%m-%d"])?,
        processor: processor()?,
        cores: thread::available_parallelism().map_or(1, |cores| cores.get()),
        system: said("uname", &["-sr"])?,
        versions,
        without: options.without.clone(),
    })
}

/// What a command prints, without the end of the line.
fn said(program: impl AsRef<OsStr>, arguments: &[&str]) -> Result<String> {
    let program = program.as_ref();
    let output = Command::new(program).args(arguments).output();
    let output = output.with_context(|| format!("cannot run `{}`", program.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn word(text: &str, index: usize) -> String {
    text.split_whitespace()
        .nth(index)
        .unwrap_or(text)
        .to_string()
}

fn processor() -> Result<String> {
    if cfg!(target_os = "macos") {
        return said("sysctl", &["-n", "machdep.cpu.brand_string"]);
    }
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut lines = known.lines().filter_map(|line| line.split_once(':'));
    let model = lines.find(|(key, _)| key.trim() == "model name");
    match model {
        Some((_, model)) => Ok(model.trim().to_string()),
        None => said("uname", &["-m"]),
    }
}

/// The version of tokio in a lock file.
fn tokio(lock: &str) -> Result<String> {
    let lock: Table = lock.parse().context("cannot understand `Cargo.lock`")?;
    let packages = lock["package"].as_array().into_iter().flatten();
    let mut found = packages.filter(|package| package["name"].as_str() == Some("tokio"));
    let tokio = found.next().context("`Cargo.lock` has no tokio")?;
    Ok(tokio["version"].as_str().unwrap_or_default().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_has_the_version_of_tokio() {
        let lock = "[[package]]\nname = 'a'\nversion = '1.0.0'\n\
                    [[package]]\nname = 'tokio'\nversion = '1.54.1'\n";
        assert_eq!(tokio(lock).unwrap(), "1.54.1");
        assert!(tokio("package = []").is_err());
    }

    #[test]
    fn a_version_is_a_word() {
        assert_eq!(word("rustc 1.95.0 (59807616e 2026-04-14)", 1), "1.95.0");
        assert_eq!(word("strange", 1), "strange");
    }
}
