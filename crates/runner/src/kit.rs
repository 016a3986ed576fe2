//! The kit: what programs are compiled against to be recorded.

mod cold;
mod compile;
pub(crate) mod key;
mod make;
mod progress;
mod rust;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, PackageId};
use recorder::rust::Libraries;

use crate::build::Cargo;

pub(crate) use compile::PROGRAM;
use make::Made;
pub use progress::Progress;

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
    /// The compiler that made it.
    rustc: PathBuf,
    /// Rust's own library, which is linked dynamically too.
    std: PathBuf,
    symbols: Arc<Libraries>,
    /// Such as `rustc 1.95.0, tokio 1.54.1`.
    pub version: String,
    /// Why programs compile slower than they could: what the compiler says of
    /// a listing that the kit was to have in it.
    pub cold: Option<String>,
    key: String,
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
        let kit = Kit::made(root, cargo, &mut |_| {})?;
        if let Some(why) = &kit.cold
            && cargo == Cargo::Seen
        {
            eprintln!("note: programs compile slower until every listing compiles\n{why}");
        }
        Ok(kit)
    }

    /// The same without a word on the terminal: `tell` hears of every crate
    /// that is there.
    ///
    /// # Errors
    ///
    /// If it cannot be built.
    pub fn ready_telling(root: &Path, tell: &mut dyn FnMut(Progress)) -> Result<Kit> {
        Kit::made(root, Cargo::Quiet, tell)
    }

    /// A value that changes when the kit must be built again. It only looks at
    /// the times and lengths of files, and so can be asked for at any time;
    /// which compiler it is about is found out once.
    ///
    /// # Errors
    ///
    /// If there is no compiler, or no workspace.
    pub fn key(root: &Path) -> Result<String> {
        key::of_sources(root, &rust::compiler(root)?)
    }

    /// A value that changes when programs must be compiled again: with
    /// [`key`](Kit::key), and when somebody has built the kit anew.
    ///
    /// # Errors
    ///
    /// If the kit is gone.
    pub fn identity(&self) -> Result<String> {
        key::of_files(&self.key, [&*self.tokio])
    }

    fn made(root: &Path, cargo: Cargo, tell: &mut dyn FnMut(Progress)) -> Result<Kit> {
        let rustc = rust::compiler(root)?;
        // Before it is built: what changes meanwhile is for the next time.
        let key = key::of_sources(root, &rustc)?;
        let (version, host, std) = rust::about(&rustc)?;
        let metadata = MetadataCommand::new()
            .current_dir(root)
            .other_options(["--filter-platform".into(), host])
            .exec()
            .context("cannot run `cargo metadata`")?;
        let mut package = metadata.workspace_packages().into_iter();
        let package = package.find(|it| it.name.as_str() == KIT);
        let package = package.context("the workspace has no package `kit`")?;
        let Made { libraries, cold } = make::make(root, &metadata, &package.id, cargo, tell)?;
        let find = |id: &PackageId| libraries.iter().find(|it| it.0 == *id);
        let tokio = find(&package.id).context("cargo built no kit")?.1.clone();
        let folders = libraries.iter().filter_map(|it| it.1.parent());
        Ok(Kit {
            externs: externs(&metadata, &package.id, &libraries),
            folders: folders.map(Path::to_path_buf).collect(),
            symbols: Libraries::new([&tokio, &std]),
            version: rust::with_tokio(&version, &metadata),
            tokio,
            rustc,
            std,
            cold,
            key,
        })
    }

    /// What addresses in the kit and in Rust's library mean.
    pub fn symbols(&self) -> &Arc<Libraries> {
        &self.symbols
    }
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
