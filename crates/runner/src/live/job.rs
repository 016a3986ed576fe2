//! The folder of one run, and the environment of what runs in it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use listing::Language;
use tempfile::TempDir;

use super::environment::kept;
use super::supervisor::spec::Step;
use crate::kit::PROGRAM;

/// The folder of one run, gone when this is dropped.
pub(super) struct Job {
    folder: TempDir,
    path: PathBuf,
    /// `main.rs` or `main.py`.
    pub(super) file: &'static str,
}

impl Job {
    /// A folder below `jobs`, with the program in it.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(super) fn new(jobs: &Path, language: Language, source: &str) -> Result<Job> {
        let folder = tempfile::Builder::new().prefix("").tempdir_in(jobs);
        let folder = folder.with_context(|| {
            let jobs = jobs.display();
            format!("cannot make a folder in `{jobs}`; restart the server")
        })?;
        // The compiler writes real paths into programs.
        let path = folder.path().canonicalize()?;
        let file = match language {
            Language::Rust => "main.rs",
            Language::Python => "main.py",
        };
        let job = Job { folder, path, file };
        for folder in [job.build(), job.run(), job.temporary()] {
            fs::create_dir(folder)?;
        }
        let home = match language {
            Language::Rust => job.build(),
            Language::Python => job.run(),
        };
        fs::write(home.join(file), source)?;
        // A file that is there needs no right to make one.
        fs::write(job.lines(), "")?;
        Ok(job)
    }

    /// Where the compiler works. The program may not write there.
    pub(super) fn build(&self) -> PathBuf {
        self.path.join("build")
    }

    /// What the compiler makes.
    pub(super) fn program(&self) -> PathBuf {
        self.build().join(PROGRAM)
    }

    /// Where the program works.
    pub(super) fn run(&self) -> PathBuf {
        self.path.join("run")
    }

    /// Where the lines of the recording go.
    pub(super) fn lines(&self) -> PathBuf {
        self.path.join("lines")
    }

    /// All of it.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn temporary(&self) -> PathBuf {
        self.path.join("tmp")
    }

    /// The compiler as a step.
    pub(super) fn compiling(&self, command: &Command) -> Step {
        let writable = [&*self.build(), &*self.temporary(), null()];
        Step::new(command, &self.build(), &self.environment(), &writable)
    }

    /// The program as a step.
    pub(super) fn running(&self, command: &Command, language: Language) -> Step {
        let (run, temporary, lines) = (self.run(), self.temporary(), self.lines());
        let mut writable = vec![&*run, &*temporary, &*lines, null()];
        // The locks of `multiprocessing` are files for a moment.
        if language == Language::Python {
            writable.push(Path::new("/dev/shm"));
        }
        Step::new(command, &run, &self.environment(), &writable)
    }

    fn environment(&self) -> Vec<(OsString, OsString)> {
        let names: &[&str] = match cfg!(windows) {
            true => &["TEMP", "TMP"],
            false => &["TMPDIR"],
        };
        let temporary = self.temporary();
        let ours = names.iter().map(|name| (name.into(), (&temporary).into()));
        kept().chain(ours).collect()
    }

    /// Removes all of it, if nobody has.
    pub(super) fn remove(self) {
        // The supervisor was there first.
        let _ = self.folder.close();
    }
}

fn null() -> &'static Path {
    Path::new("/dev/null")
}
