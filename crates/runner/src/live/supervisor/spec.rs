//! What a supervisor is told, and what it tells: one JSON line each.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::live::event::How;
use crate::live::limits::Limits;

/// The line that stops a run. The end of the pipe does so too.
pub(crate) const STOP: &str = "stop";

/// All that one run needs.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Spec {
    /// What is removed at the end, with all that is in it.
    pub(crate) folder: OsString,
    /// The compiler, if the program is not in the cache.
    pub(crate) compile: Option<Step>,
    /// The program.
    pub(crate) run: Step,
    /// What both may use.
    pub(crate) limits: Limits,
}

/// One process to start.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    /// Where it runs. Paths of files in there are shown as if this was not.
    folder: OsString,
    /// The files and folders that it may write, where that can be enforced.
    pub(crate) writable: Vec<OsString>,
}

impl Step {
    /// What the command says, and of the environment only what is given here
    /// and what the command adds.
    pub(crate) fn new(
        command: &Command,
        folder: &Path,
        environment: &[(OsString, OsString)],
        writable: &[&Path],
    ) -> Step {
        let mut env = environment.to_vec();
        for (name, value) in command.get_envs() {
            env.retain(|it| it.0 != name);
            env.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        }
        Step {
            program: command.get_program().to_owned(),
            args: command.get_args().map(OsString::from).collect(),
            env,
            folder: folder.into(),
            writable: writable.iter().map(OsString::from).collect(),
        }
    }

    /// The command, with nothing to read and with pipes to write to.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What of the paths in its output is not shown.
    pub(crate) fn unseen(&self) -> String {
        let folder = PathBuf::from(&self.folder).join("");
        folder.to_string_lossy().into_owned()
    }

    /// The name of the program for messages.
    pub(crate) fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }
}

/// One line of a supervisor.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub(crate) enum Report {
    /// What the compiler wrote.
    Diagnostics { text: String },
    /// The compiler is done, and the program is there.
    Compiled,
    /// The program runs and leads this group.
    Started { group: Option<u32> },
    /// It wrote to stdout.
    Out { text: String },
    /// It wrote to stderr.
    Err { text: String },
    /// It wrote more than is shown.
    Hidden { bytes: u64 },
    /// The end. No process is left.
    Ended { how: How, millis: Option<u64> },
}
