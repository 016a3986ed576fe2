//! Running a program that came from a page, and telling what it does.
//!
//! Each run has a supervisor, a process of its own (`supervisor/`), which starts
//! the compiler and the program, enforces the limits and leaves nothing behind,
//! even if this process is killed. Here is what one run needs, in its order: a
//! kit (Rust only), a turn, a supervisor, a folder.
//!
//! | | Linux | macOS | Windows |
//! |---|---|---|---|
//! | time, output | yes | yes | yes |
//! | what it started ends with it | all of it | its group | its job |
//! | memory of one process, file size | yes | as far as the system does it | no |
//! | memory of all, number of processes | yes | no | no |
//! | writes nowhere else | with landlock (5.13) | no | no |
//! | signals nobody else | with landlock (6.12) | no | no |
//!
//! Reading is not prevented anywhere: a program runs as whoever runs the server.
//! Landlock knows of contents and names, not of owners, modes and times of files,
//! and a daemon that a program asks for something does it outside of all this.

mod cache;
mod diagnostics;
mod drawn;
mod environment;
mod event;
mod job;
mod kitchen;
mod limits;
mod process;
mod queue;
mod run;
mod stop;
mod supervisor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use listing::Language;
use trace::Trace;

use crate::Python;
use cache::Cache;
pub use event::{Event, How, KitState};
use kitchen::Kitchen;
pub use limits::Limits;
use queue::Queue;
use run::Run;
pub use stop::Stop;
use stop::lock;
pub(crate) use stop::stop_all;
pub use supervisor::supervise;

/// A program to run.
#[derive(Clone, Debug)]
pub struct Program {
    /// What it is written in.
    pub language: Language,
    /// Its text.
    pub source: String,
}

/// Runs programs. Shared by the threads that do so.
pub struct Live {
    limits: Limits,
    /// Where each run has a folder.
    jobs: PathBuf,
    /// The recorder of Python, for all runs.
    recorder: PathBuf,
    supervisor: Box<dyn Fn() -> Command + Send + Sync>,
    kitchen: Kitchen,
    cache: Cache,
    queue: Queue,
    python: Mutex<Option<Arc<Python>>>,
}

impl Live {
    /// Makes what runs need, in `folder`, and begins to build the kit of the
    /// workspace at `root` on a thread. `changed` hears of every state of it.
    ///
    /// `supervisor` is a command that does nothing but call [`supervise`].
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, or no thread can be started.
    pub fn start(
        root: &Path,
        folder: &Path,
        limits: Limits,
        supervisor: impl Fn() -> Command + Send + Sync + 'static,
        changed: impl Fn(KitState) + Send + 'static,
    ) -> Result<Live> {
        let (jobs, cache) = (folder.join("jobs"), folder.join("cache"));
        for folder in [folder, &jobs, &cache] {
            make_private(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        }
        let recorder = folder.join("record.py");
        fs::write(&recorder, recorder::python::RECORDER)?;
        Ok(Live {
            queue: Queue::new(limits.at_once),
            limits,
            jobs,
            recorder,
            supervisor: Box::new(supervisor),
            kitchen: Kitchen::start(root, changed)?,
            cache: Cache::new(cache),
            python: Mutex::default(),
        })
    }

    /// Runs the program and blocks until that is over. Tells every event, the
    /// last one is [`Event::Ended`]. Returns the recording, if there was
    /// anything to record.
    pub fn run(
        &self,
        program: &Program,
        stop: &Stop,
        tell: &mut dyn FnMut(Event),
    ) -> Option<Trace> {
        let _running = crate::process::Running::new();
        let _listed = stop.listed();
        if crate::process::is_stopped() {
            stop.stop();
        }
        let run = Run {
            live: self,
            program,
            stop,
        };
        match program.language {
            Language::Rust => run.rust(tell),
            Language::Python => run.python(tell),
        }
    }

    /// The Python of this machine. A missing one may be installed by now.
    fn python(&self) -> Result<Arc<Python>> {
        let mut python = lock(&self.python);
        if let Some(python) = &*python {
            return Ok(python.clone());
        }
        Ok(python.insert(Arc::new(Python::find()?.itself())).clone())
    }
}

/// Makes a folder that nobody else may look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
