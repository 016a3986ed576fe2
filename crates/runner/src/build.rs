//! Building the chapters, and knowing exactly which files came out.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use cargo_metadata::{Message, MetadataCommand, PackageId, TargetKind};

use crate::kit::key;

/// Whether cargo's progress is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cargo {
    /// On stderr, as cargo writes it.
    Seen,
    /// Only its errors, and in the returned error.
    Quiet,
}

/// cargo could not build the chapters. The text is what it wrote.
#[derive(Debug)]
pub struct BuildError(pub String);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the chapters do not compile\n{}", self.0.trim_end())
    }
}

impl std::error::Error for BuildError {}

/// The binaries of the chapters, and the libraries they were built with.
#[derive(Clone, Debug)]
pub struct Build {
    /// The binary of each chapter, by slug.
    pub programs: BTreeMap<String, PathBuf>,
    /// For each chapter, the crates its listings may use: name and library.
    pub externs: BTreeMap<String, Vec<(String, PathBuf)>>,
    /// Every library that cargo built or found fresh, and no other that may lie
    /// beside them.
    pub libraries: Vec<PathBuf>,
    /// A folder of cargo's that holds the examples, and may hold more.
    pub(crate) scratch: PathBuf,
    /// `rustc -V`, on one line.
    pub rustc_version: String,
    /// Of the compiler and the libraries: the same as long as they are.
    pub(crate) key: String,
}

impl Build {
    /// Builds the examples of all chapters below `root`.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if they do not compile; others if cargo cannot be run.
    pub fn new(root: &Path, cargo: Cargo) -> Result<Build> {
        let stdout = build_examples(root, cargo)?;
        let mut programs = BTreeMap::new();
        let mut libraries: BTreeMap<PackageId, PathBuf> = BTreeMap::new();
        for message in Message::parse_stream(&stdout[..]) {
            let Message::CompilerArtifact(artifact) = message.context("cargo's messages")? else {
                continue;
            };
            if let Some(executable) = artifact.executable {
                if artifact.target.kind.contains(&TargetKind::Example) {
                    programs.insert(artifact.target.name, executable.into_std_path_buf());
                }
            } else if let Some(file) = library(&artifact.filenames) {
                libraries.insert(artifact.package_id, file);
            }
        }
        let (rustc_version, host) = rustc_version()?;
        let scratch = programs
            .values()
            .next()
            .and_then(|program| program.parent());
        let scratch = scratch
            .context("there is no chapter to build")?
            .to_path_buf();
        Ok(Build {
            programs,
            externs: externs(root, &host, &libraries)?,
            key: key::of_files(&rustc_version, libraries.values().map(PathBuf::as_path))?,
            libraries: libraries.into_values().collect(),
            scratch,
            rustc_version,
        })
    }

    /// Puts all libraries, and nothing else, into a folder: what `mdbook test
    /// -L` wants.
    ///
    /// In cargo's own folder `check`, clippy and every update leave a second
    /// build of a library, and rustdoc, which only gets that folder, refuses to
    /// choose (E0464).
    ///
    /// # Errors
    ///
    /// If the folder cannot be written.
    pub fn gather_libraries(&self, folder: &Path) -> Result<()> {
        for library in &self.libraries {
            let link = folder.join(library.file_name().context("a library has a name")?);
            // Not every disk has links, and the folder may be on another one.
            fs::hard_link(library, &link)
                .or_else(|_| fs::copy(library, &link).map(drop))
                .with_context(|| format!("cannot put `{}` there", link.display()))?;
        }
        Ok(())
    }

    /// A `rustc` that can see what the listings of `chapter` may use.
    pub(crate) fn rustc(&self, chapter: &str) -> Command {
        let mut command = Command::new(tool("RUSTC", "rustc"));
        for (name, library) in self.externs.get(chapter).into_iter().flatten() {
            let mut argument = OsString::from(format!("{name}="));
            argument.push(library);
            command.arg("--extern").arg(argument);
        }
        let folders: BTreeSet<&Path> = self.libraries.iter().filter_map(|it| it.parent()).collect();
        for folder in folders {
            let mut search = OsString::from("dependency=");
            search.push(folder);
            command.arg("-L").arg(search);
        }
        command.args([
            "--edition",
            "2024",
            "--emit",
            "metadata",
            "--crate-type",
            "bin",
        ]);
        command
    }
}

/// Runs `cargo build --examples` and returns its messages.
fn build_examples(root: &Path, cargo: Cargo) -> Result<Vec<u8>> {
    let mut command = Command::new(tool("CARGO", "cargo"));
    command
        .args(["build", "--examples"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(if cargo == Cargo::Seen {
            Stdio::inherit()
        } else {
            Stdio::piped()
        });
    forget_package(&mut command);
    let output = command
        .output()
        .context("cannot run `cargo build --examples`")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(BuildError(stderr).into());
    }
    Ok(output.stdout)
}

/// The first line of `rustc -vV`, and the platform it names.
pub(crate) fn rustc_version() -> Result<(String, String)> {
    let output = Command::new(tool("RUSTC", "rustc")).arg("-vV").output();
    let output = output.context("cannot run `rustc -vV`")?.stdout;
    let text = String::from_utf8_lossy(&output).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("`rustc -vV` names no host")?.to_string();
    Ok((text.lines().next().unwrap_or_default().to_string(), host))
}

/// Hides from a cargo that we start which package cargo started us for.
///
/// Without this, a build script that looks at them, as that of `ring` does,
/// would see the variables of the calling package, and what it made would
/// count as changed in every other call.
pub(crate) fn forget_package(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_the_callers = text == "OUT_DIR"
            || text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_");
        if is_the_callers {
            command.env_remove(name);
        }
    }
}

/// The program that cargo names in the environment, or that is on the path.
pub(crate) fn tool(variable: &str, name: &str) -> OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}

/// What `--extern` takes: a library of Rust, or of compile-time code.
pub(crate) fn library(files: &[cargo_metadata::camino::Utf8PathBuf]) -> Option<PathBuf> {
    let wanted = ["rlib", "so", "dylib", "dll"];
    let is_library = |file: &&cargo_metadata::camino::Utf8PathBuf| {
        file.extension()
            .is_some_and(|extension| wanted.contains(&extension))
    };
    Some(files.iter().find(is_library)?.clone().into_std_path_buf())
}

/// The direct dependencies of each chapter, found by package and not by file
/// name: a target folder can hold several builds of the same crate.
fn externs(
    root: &Path,
    host: &str,
    libraries: &BTreeMap<PackageId, PathBuf>,
) -> Result<BTreeMap<String, Vec<(String, PathBuf)>>> {
    let mut command = MetadataCommand::new();
    // Without the filter cargo fetches what only other platforms need.
    command
        .current_dir(root)
        .other_options(["--filter-platform".into(), host.into()]);
    let metadata = command.exec().context("cannot run `cargo metadata`")?;
    let resolve = metadata
        .resolve
        .as_ref()
        .context("cargo metadata has no resolve")?;
    let mut externs = BTreeMap::new();
    for package in metadata.workspace_packages() {
        let Some(slug) = package.name.strip_prefix("chapter-") else {
            continue;
        };
        let node = resolve.nodes.iter().find(|node| node.id == package.id);
        let dependencies = node.into_iter().flat_map(|node| &node.deps);
        let found = dependencies
            .filter(|dependency| dependency.name != "tour")
            .filter_map(|it| Some((it.name.clone(), libraries.get(&it.pkg)?.clone())))
            .collect();
        externs.insert(slug.to_string(), found);
    }
    Ok(externs)
}
