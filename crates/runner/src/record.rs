//! Recording one run of one program.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::RwLock;
use std::time::Duration;

use anyhow::{Context, Result};
use listing::Language;
use recorder::rust::{self, Symbols};
use tempfile::TempDir;
use trace::Trace;

use crate::needs::serve;
use crate::process::{Ended, RUN_LIMIT, run_to_limit};
use crate::runner::keeps_the_processor;
use crate::{Cargo, Kit, Python};

/// Room for the lines of one run. A typical one needs 6 kB; a recording that
/// fills this has more in it than any picture can show.
pub const ROOM: u64 = 2 << 20;

/// No text of ours breaks a rule of the format by design.
const BROKEN: &str = "the recorder made a broken recording";

/// Tells a program where to write the lines of its recording.
pub(crate) const TRACE_FILE: &str = "TRACE_FILE";

/// Records programs. Shared by the threads that do so.
pub struct Recorder {
    /// What Rust programs are compiled against, if they can be.
    kit: Option<Kit>,
    /// What runs Python programs.
    pub python: Python,
    /// How long a program may run.
    limit: Duration,
    /// Held for writing by a program that must run alone.
    alone: RwLock<()>,
}

/// One recorded run.
#[derive(Clone, Debug)]
pub struct Recording {
    /// What happened.
    pub trace: Trace,
    /// How the program ended, if not well: `ended with exit status 101`.
    pub ending: Option<String>,
    /// All that it printed to stdout.
    pub stdout: String,
    /// All that it printed to stderr.
    pub stderr: String,
}

impl Recorder {
    /// Builds the kit of the workspace at `root`, and finds a Python.
    ///
    /// # Errors
    ///
    /// If the kit does not compile, or a tool is missing or too old.
    pub fn new(root: &Path, cargo: Cargo) -> Result<Recorder> {
        if cargo == Cargo::Seen && !cfg!(all(target_os = "linux", target_env = "gnu")) {
            eprintln!(
                "note: here recordings of Rust show tasks and waits, but not what is printed, \
                 sleeping threads, or threads that a program starts; Linux with glibc has all"
            );
        }
        Ok(Recorder {
            kit: Some(Kit::ready(root, cargo)?),
            ..Recorder::for_python()?
        })
    }

    /// Finds a Python. The recorder refuses Rust, and needs no kit, which
    /// takes a minute to build.
    ///
    /// # Errors
    ///
    /// If there is no Python, or it is too old.
    pub fn for_python() -> Result<Recorder> {
        Ok(Recorder {
            kit: None,
            python: Python::find()?,
            limit: RUN_LIMIT,
            alone: RwLock::new(()),
        })
    }

    /// What Rust programs are compiled against.
    ///
    /// # Errors
    ///
    /// If this is a recorder [`for_python`](Recorder::for_python).
    pub fn kit(&self) -> Result<&Kit> {
        self.kit
            .as_ref()
            .context("this recorder has no kit for Rust")
    }

    /// The same, with another limit for each run than [`RUN_LIMIT`].
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Recorder {
        Recorder { limit, ..self }
    }

    /// Runs the program in a folder of its own and records what it does. One
    /// that does not end is recorded until it is killed.
    ///
    /// # Errors
    ///
    /// If it does not compile, with the compiler's message, or cannot be run.
    pub fn record(&self, path: &Path, language: Language) -> Result<Recording> {
        let source = fs::read_to_string(path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        let file = path.file_name().and_then(OsStr::to_str);
        let file = file.context("a program needs a name")?;
        let job = Job::new(file, &source)?;
        match language {
            Language::Rust => self.record_rust(&job),
            Language::Python => self.record_python(&job),
        }
    }

    fn record_rust(&self, job: &Job<'_>) -> Result<Recording> {
        let kit = self.kit()?;
        let program = kit.compile(&job.folder, job.file, &[])?;
        let lines = fs::File::create(&job.lines)?;
        lines.set_len(ROOM)?;
        let ended = self.run(job, kit.command(&program, &job.lines))?;
        let trace = kit.trace(&program, &job.lines, job.file, job.source)?;
        Ok(self.recording(trace, ended))
    }

    fn record_python(&self, job: &Job<'_>) -> Result<Recording> {
        let script = job.lines.with_file_name("record.py");
        fs::write(&script, recorder::python::RECORDER)?;
        let command = self.python.recording(&script, job.file, &job.lines);
        let ended = self.run(job, command)?;
        let trace = self.python.trace(&job.lines, job.file, job.source)?;
        Ok(self.recording(trace, ended))
    }

    fn run(&self, job: &Job<'_>, mut command: Command) -> Result<Ended> {
        command.current_dir(&job.folder);
        let _servers = serve(job.source, &mut command)?;
        let (_one, _many) = if keeps_the_processor(job.source) {
            (Some(self.alone.write()), None)
        } else {
            (None, Some(self.alone.read()))
        };
        run_to_limit(command, self.limit)
    }

    fn recording(&self, trace: Trace, ended: Ended) -> Recording {
        let ending = match ended.status {
            Some(status) if status.success() => None,
            Some(status) => Some(ending(status)),
            None => Some(format!(
                "was still running after {} s and was killed",
                self.limit.as_secs()
            )),
        };
        Recording {
            trace,
            ending,
            stdout: ended.stdout,
            stderr: ended.stderr,
        }
    }
}

impl Kit {
    /// What a run of the program left in the file `lines`, as a recording.
    pub(crate) fn trace(
        &self,
        program: &Path,
        lines: &Path,
        file: &str,
        source: &str,
    ) -> Result<Trace> {
        let raw = fs::read(lines)?;
        let symbols = Symbols::read(program, self.symbols());
        let program = rust::Program {
            file,
            source,
            made_by: &self.version,
            symbols: Some(&symbols),
        };
        rust::refine(&String::from_utf8_lossy(&raw), &program).context(BROKEN)
    }
}

impl Python {
    /// A command that runs the file and writes to `lines` what happens there.
    /// `script` is the recorder.
    pub(crate) fn recording(&self, script: &Path, file: &str, lines: &Path) -> Command {
        let mut command = self.command(script);
        command.arg(file).env(TRACE_FILE, lines);
        command
    }

    /// What a run of the program left in the file `lines`, as a recording.
    pub(crate) fn trace(&self, lines: &Path, file: &str, source: &str) -> Result<Trace> {
        // One that did not begin has left none.
        let raw = fs::read(lines).unwrap_or_default();
        let raw = String::from_utf8_lossy(&raw);
        recorder::python::trace(&raw, file, source, &self.version).context(BROKEN)
    }
}

fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("ended with exit status {code}"),
        None => "was ended by a signal".into(),
    }
}

/// A folder with a copy of the program, gone when this is dropped.
struct Job<'a> {
    folder: std::path::PathBuf,
    file: &'a str,
    source: &'a str,
    /// Where the lines of the recording go: not into the folder that the
    /// program runs in.
    lines: std::path::PathBuf,
    _temporary: [TempDir; 2],
}

impl<'a> Job<'a> {
    fn new(file: &'a str, source: &'a str) -> Result<Job<'a>> {
        let (program, lines) = (tempfile::tempdir()?, tempfile::tempdir()?);
        // The compiler writes real paths into programs.
        let folder = program.path().canonicalize()?;
        fs::write(folder.join(file), source)?;
        Ok(Job {
            folder,
            file,
            source,
            lines: lines.path().join("lines"),
            _temporary: [program, lines],
        })
    }
}
