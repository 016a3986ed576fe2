//! cargo, building the kit, and what it says meanwhile.

use std::fs;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};
use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{Message, Metadata, PackageId};

use super::KIT;
use super::cold::Cold;
use super::progress::{Count, Progress, total};
use crate::build::{Cargo, forget_package, library, tool};

/// What tokio says of itself is not stable; it stays inside the kit.
pub(super) const FLAGS: &str = "--cfg\u{1f}tokio_unstable";

/// To the compiler our stand-ins for tokio's functions are in a library that is
/// somewhere else, as tokio is: what it has to say of them is not for readers.
const REMAP: &str = "--remap-path-prefix=crates/recorder/kit=/tokio";

/// Tells the build script of the kit to leave the listings out.
const WARM: &str = "KIT_WARM";

/// What came out.
pub(super) struct Made {
    pub(super) libraries: Vec<(PackageId, PathBuf)>,
    pub(super) cold: Option<String>,
}

/// Builds the kit, with the listings in it if they compile.
pub(super) fn make(
    root: &Path,
    metadata: &Metadata,
    kit: &PackageId,
    cargo: Cargo,
    tell: &mut dyn FnMut(Progress),
) -> Result<Made> {
    let target = metadata.target_directory.join(KIT).into_std_path_buf();
    fs::create_dir_all(&target)?;
    let mut count = Count::new(total(metadata, kit), tell);
    let mut build = |warm| {
        Build {
            root,
            target: &target,
            cargo,
            warm,
        }
        .run(&mut count)
    };
    let cold = Cold::of(root, &target);
    let (libraries, cold) = match cold.known() {
        Some(reason) => (build(false)?, Some(reason)),
        None => match build(true) {
            Ok(libraries) => (libraries, None),
            // Whatever it is: if the listings are not the reason, the second
            // one fails as well.
            Err(error) => (build(false)?, Some(cold.remember(&error.to_string()))),
        },
    };
    count.end();
    Ok(Made { libraries, cold })
}

/// One run of cargo.
struct Build<'a> {
    root: &'a Path,
    target: &'a Path,
    cargo: Cargo,
    warm: bool,
}

impl Build<'_> {
    fn run(&self, count: &mut Count<'_>) -> Result<Vec<(PackageId, PathBuf)>> {
        let mut child = self.command().spawn().context("cannot run `cargo rustc`")?;
        let stderr = self.stderr(&mut child);
        let stdout = child.stdout.take().context("cargo has no stdout")?;
        let mut libraries = Vec::new();
        let mut problems = String::new();
        for message in Message::parse_stream(BufReader::new(stdout)) {
            match message.context("cargo's messages")? {
                Message::CompilerArtifact(artifact) => {
                    count.one(&artifact.package_id, &artifact.target.name, artifact.fresh);
                    if let Some(file) = library(&artifact.filenames) {
                        libraries.push((artifact.package_id, file));
                    }
                }
                Message::CompilerMessage(it) if it.message.level == DiagnosticLevel::Error => {
                    problems += it.message.rendered.as_deref().unwrap_or_default();
                }
                _ => {}
            }
        }
        let status = child.wait()?;
        let stderr = stderr.join().unwrap_or_default();
        if !status.success() {
            bail!("the kit does not compile\n{problems}{}", stderr.trim_end());
        }
        Ok(libraries)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(tool("CARGO", "cargo"));
        command
            .current_dir(self.root)
            .args(["rustc", "--package", KIT, "--lib", "--profile", KIT])
            .args(["--message-format=json", "--target-dir"])
            .arg(self.target)
            .args(["--", "-C", "prefer-dynamic", REMAP])
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS)
            .env(WARM, if self.warm { "1" } else { "0" })
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(match self.cargo {
                Cargo::Seen => Stdio::inherit(),
                Cargo::Quiet => Stdio::piped(),
            });
        forget_package(&mut command);
        command
    }

    /// Reads what cargo says to people, beside what it says to us.
    fn stderr(&self, child: &mut Child) -> thread::JoinHandle<String> {
        let stderr = child.stderr.take();
        thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.map(|mut it| it.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        })
    }
}
