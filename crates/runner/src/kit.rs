//! Building the kit, and compiling one program against it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::{Message, Metadata, MetadataCommand, PackageId};
use recorder::rust::FOLDER;

use crate::build::{Cargo, forget_package, library, rustc_version, tool};
use crate::process::{RUN_LIMIT, run};
use crate::record::TRACE_FILE;

/// The profile of the kit, and its folder below the target folder.
const KIT: &str = "kit";

/// tokio with a recorder inside, and the libraries of the same build that
/// programs may use.
#[derive(Clone, Debug)]
pub struct Kit {
    /// The library that programs take for tokio.
    pub tokio: PathBuf,
    /// The crates that programs may use: name and library.
    pub externs: Vec<(String, PathBuf)>,
    /// The folders in which all of their libraries are.
    folders: BTreeSet<PathBuf>,
    /// Rust's own library, which is linked dynamically too.
    pub(crate) std: PathBuf,
    /// Such as `rustc 1.95.0, tokio 1.54.1`.
    pub version: String,
}

impl Kit {
    /// Builds the kit of the workspace at `root`, if it is not there.
    ///
    /// cargo knows when rustc, a version or our own text has changed, and lets
    /// one of two who ask at the same time wait.
    ///
    /// # Errors
    ///
    /// If it cannot be built.
    pub fn ready(root: &Path, cargo: Cargo) -> Result<Kit> {
        let (rustc, host) = rustc_version()?;
        let metadata = MetadataCommand::new()
            .current_dir(root)
            .other_options(["--filter-platform".into(), host])
            .exec()
            .context("cannot run `cargo metadata`")?;
        let target = metadata.target_directory.join(KIT);
        let libraries = build(root, target.as_std_path(), cargo)?;
        let mut package = metadata.workspace_packages().into_iter();
        let package = package.find(|it| it.name.as_str() == KIT);
        let package = package.context("the workspace has no package `kit`")?;
        let find = |id: &PackageId| libraries.iter().find(|it| it.0 == *id);
        let tokio = find(&package.id).context("cargo built no kit")?.1.clone();
        let folders = libraries.iter().filter_map(|it| it.1.parent());
        Ok(Kit {
            tokio,
            externs: externs(&metadata, &package.id, &libraries),
            folders: folders.map(Path::to_path_buf).collect(),
            std: std_library()?,
            version: version(&rustc, &metadata),
        })
    }

    /// Compiles the file, which is in `folder`, with these flags on top of
    /// those of every recording, and says what came out.
    ///
    /// # Errors
    ///
    /// What the compiler says, if it refuses the program.
    pub fn compile(&self, folder: &Path, file: &str, flags: &[&str]) -> Result<PathBuf> {
        let program = folder.join(format!("program{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(tool("RUSTC", "rustc"));
        let mut remap = OsString::from("--remap-path-prefix=");
        remap.push(folder);
        remap.push(format!("={FOLDER}"));
        command
            .current_dir(folder)
            .arg(file)
            .args(["--crate-name", &crate_name(file), "--edition", "2024"])
            // What it warns of is for those who edit it.
            .args(["--cap-lints", "allow"])
            .args(["-C", "prefer-dynamic", "-C", "debuginfo=line-tables-only"])
            .args(flags)
            .arg(remap)
            .arg("-o")
            .arg(&program);
        self.link(&mut command);
        let finished = run(command, RUN_LIMIT)?;
        if !finished.status.success() {
            bail!("does not compile\n{}", finished.stderr.trim_end());
        }
        Ok(program)
    }

    /// Names the libraries to the compiler, and to the program where they are.
    fn link(&self, command: &mut Command) {
        let tokio = ("tokio".to_string(), self.tokio.clone());
        for (name, library) in self.externs.iter().chain([&tokio]) {
            let mut argument = OsString::from(format!("{name}="));
            argument.push(library);
            command.arg("--extern").arg(argument);
        }
        for folder in &self.folders {
            let mut search = OsString::from("dependency=");
            search.push(folder);
            command.arg("-L").arg(search);
        }
        if cfg!(unix) {
            for folder in [&self.tokio, &self.std].map(|it| it.parent().unwrap_or(it)) {
                // Not `-Wl,`: a path may have a comma in it.
                for argument in ["-rpath".as_ref(), folder.as_os_str()] {
                    let mut argument_of_linker = OsString::from("link-arg=");
                    argument_of_linker.push(argument);
                    command.args(["-C", "link-arg=-Xlinker", "-C"]);
                    command.arg(argument_of_linker);
                }
            }
        }
    }

    /// A command that runs a compiled program and writes to `trace`, a file of
    /// some size, what happens there. `crates/recorder/probe` has the format.
    pub fn command(&self, program: &Path, trace: &Path) -> Command {
        let mut command = Command::new(program);
        command.env(TRACE_FILE, trace);
        // A backtrace is another output on every machine.
        for variable in ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_LOG"] {
            command.env_remove(variable);
        }
        // A program that has no use for tokio does not load the kit. The
        // linker takes a list here, so the path must not look like one.
        let path = self.tokio.to_string_lossy();
        if cfg!(target_os = "linux") && !path.contains([' ', ':']) {
            command.env("LD_PRELOAD", &self.tokio);
        }
        if cfg!(windows) {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let ours = [self.tokio.parent(), self.std.parent()]
                .into_iter()
                .flatten();
            let ours = ours.map(Path::to_path_buf);
            if let Ok(path) = std::env::join_paths(ours.chain(std::env::split_paths(&path))) {
                command.env("PATH", path);
            }
        }
        command
    }
}

/// Builds the kit and says which libraries came out.
fn build(root: &Path, target: &Path, cargo: Cargo) -> Result<Vec<(PackageId, PathBuf)>> {
    fs::create_dir_all(target)?;
    let mut command = Command::new(tool("CARGO", "cargo"));
    command
        .current_dir(root)
        .args(["rustc", "--package", KIT, "--lib", "--profile", KIT])
        .arg("--message-format=json-render-diagnostics")
        .arg("--target-dir")
        .arg(target)
        .args(["--", "-C", "prefer-dynamic"])
        // What tokio says of itself is not stable; it stays inside the kit.
        .env("CARGO_ENCODED_RUSTFLAGS", "--cfg\u{1f}tokio_unstable")
        .stdin(Stdio::null())
        .stderr(match cargo {
            Cargo::Seen => Stdio::inherit(),
            Cargo::Quiet => Stdio::piped(),
        });
    forget_package(&mut command);
    let output = command.output().context("cannot run `cargo rustc`")?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("the kit does not compile\n{}", stderr.trim_end());
    }
    let mut libraries = Vec::new();
    for message in Message::parse_stream(&output.stdout[..]) {
        if let Message::CompilerArtifact(artifact) = message.context("cargo's messages")?
            && let Some(file) = library(&artifact.filenames)
        {
            libraries.push((artifact.package_id, file));
        }
    }
    Ok(libraries)
}

/// What programs may use: what the kit depends on, but for what makes it one.
fn externs(
    metadata: &Metadata,
    kit: &PackageId,
    libraries: &[(PackageId, PathBuf)],
) -> Vec<(String, PathBuf)> {
    let nodes = metadata.resolve.iter().flat_map(|it| &it.nodes);
    let dependencies = nodes.filter(|node| node.id == *kit).flat_map(|it| &it.deps);
    dependencies
        .filter(|it| !matches!(&*it.name, "probe" | "tokio_real"))
        .filter_map(|it| {
            let (_, library) = libraries.iter().find(|(id, _)| *id == it.pkg)?;
            Some((it.name.clone(), library.clone()))
        })
        .collect()
}

/// The dynamic library of Rust itself, beside its others.
fn std_library() -> Result<PathBuf> {
    let output = Command::new(tool("RUSTC", "rustc"))
        .args(["--print", "target-libdir"])
        .output()
        .context("cannot run `rustc --print target-libdir`")?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.trim_start_matches("lib").starts_with("std-")
            && name.ends_with(std::env::consts::DLL_SUFFIX)
    };
    let files = fs::read_dir(&folder)?.filter_map(|it| Some(it.ok()?.path()));
    let mut files = files.filter(is_it);
    files.next().with_context(|| {
        let folder = folder.display();
        format!("{folder} has no dynamic library of Rust\n  install Rust with rustup")
    })
}

/// `rustc 1.95.0, tokio 1.54.1`, without the hash and the date of rustc.
fn version(rustc: &str, metadata: &Metadata) -> String {
    let rustc = rustc.split(" (").next().unwrap_or(rustc);
    let mut packages = metadata.packages.iter();
    match packages.find(|it| it.name.as_str() == "tokio") {
        Some(tokio) => format!("{rustc}, tokio {}", tokio.version),
        None => rustc.into(),
    }
}

/// The name of a file as a crate may have it.
fn crate_name(file: &str) -> String {
    let stem = file.trim_end_matches(".rs");
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = stem.chars().map(letter).collect();
    match name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        true => name,
        false => format!("_{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn any_file_is_a_crate() {
        for (file, expected) in [
            ("select.rs", "select"),
            ("select.try_both.rs", "select_try_both"),
            ("7-zip.rs", "_7_zip"),
            ("é.rs", "_"),
        ] {
            assert_eq!(crate_name(file), expected, "{file}");
        }
    }
}
