//! Builds programs in Rust in release mode, as a reader would who pasted them
//! into a package: with the default profile, and with the versions and features
//! of the book.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

/// The chapters whose programs are measured: the package gets their crates.
const CHAPTERS: [&str; 2] = ["choosing", "fetching"];

/// The program that runs another one and says what it took.
pub(crate) const CHILD: (&str, &str) = ("child", include_str!("child.rs"));

/// What came out.
pub(crate) struct Built {
    /// Where the programs are, under the names that were asked for.
    pub folder: PathBuf,
    /// With the versions of all crates.
    pub lock: PathBuf,
}

/// Builds the programs, given by name and text, below `folder`.
pub(crate) fn build(root: &Path, folder: &Path, programs: &[(String, &str)]) -> Result<Built> {
    let package = folder.join("package");
    let sources = package.join("src").join("bin");
    // What a former plan had is not built again.
    let _ = fs::remove_dir_all(&sources);
    fs::create_dir_all(&sources).with_context(|| format!("cannot make `{}`", sources.display()))?;
    let child = (CHILD.0.to_string(), CHILD.1);
    for (name, text) in programs.iter().chain([&child]) {
        fs::write(sources.join(format!("{name}.rs")), text).context("cannot write a program")?;
    }
    fs::write(package.join("Cargo.toml"), manifest(root)?).context("cannot write a manifest")?;
    let lock = package.join("Cargo.lock");
    fs::copy(root.join("Cargo.lock"), &lock).context("cannot copy `Cargo.lock`")?;
    let target = folder.join("build");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status();
    let status = status.context("cannot run `cargo build --release`")?;
    ensure!(
        status.success(),
        "the programs do not compile in release mode"
    );
    Ok(Built {
        folder: target.join("release"),
        lock,
    })
}

/// A package of its own, outside the workspace and its profiles.
fn manifest(root: &Path) -> Result<String> {
    let workspace = table(&root.join("Cargo.toml"))?;
    let known = workspace["workspace"]["dependencies"].clone();
    // `child` asks the system by it.
    let mut wanted = BTreeMap::from([("libc".to_string(), known["libc"].clone())]);
    for chapter in CHAPTERS {
        let chapter = table(&root.join("examples").join(chapter).join("Cargo.toml"))?;
        for name in names(&chapter["dependencies"]) {
            let spec = known
                .get(&name)
                .with_context(|| format!("`Cargo.toml` has no {name}"))?;
            // Of our own crates, programs use none.
            if spec.get("path").is_none() {
                wanted.insert(name, spec.clone());
            }
        }
    }
    Ok(manifest_text(wanted))
}

fn manifest_text(dependencies: BTreeMap<String, Value>) -> String {
    let package = [
        ("name", "measured"),
        ("version", "0.0.0"),
        ("edition", "2024"),
    ];
    let package = package.map(|(key, value)| (key.to_string(), Value::from(value)));
    let manifest = Table::from_iter([
        ("package".into(), Value::Table(Table::from_iter(package))),
        ("workspace".into(), Value::Table(Table::new())),
        (
            "dependencies".into(),
            Value::Table(dependencies.into_iter().collect()),
        ),
    ]);
    manifest.to_string()
}

fn names(dependencies: &Value) -> Vec<String> {
    let table = dependencies.as_table();
    table.into_iter().flat_map(Table::keys).cloned().collect()
}

fn table(path: &Path) -> Result<Table> {
    let text = fs::read_to_string(path);
    let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
    text.parse()
        .with_context(|| format!("cannot understand `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_has_the_versions_of_the_book() {
        let spec = Value::Table("version = '1'\nfeatures = ['full']".parse().unwrap());
        let text = manifest_text(BTreeMap::from([("tokio".to_string(), spec)]));
        let read: Table = text.parse().unwrap();
        assert_eq!(
            read["dependencies"]["tokio"]["features"][0].as_str(),
            Some("full")
        );
        assert!(
            read.contains_key("workspace"),
            "it is no member of ours\n{text}"
        );
    }
}
