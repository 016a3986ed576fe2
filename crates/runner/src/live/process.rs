//! The supervisor of one run, seen from the server.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};

use super::environment::kept;
use super::stop::{Stop, Undo, lock};
use super::supervisor::kill_group;
use super::supervisor::spec::{Report, STOP, Spec};

/// A process that has a run, or will get one. Nothing of it is left when this
/// is dropped.
pub(super) struct Supervisor {
    child: Child,
    stdin: Arc<Mutex<Option<ChildStdin>>>,
    stdout: BufReader<ChildStdout>,
    /// What to kill if it does not do so itself.
    group: Option<u32>,
}

impl Supervisor {
    /// Starts one. It waits for its run.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub(super) fn start(mut command: Command) -> Result<Supervisor> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        // A program can read the environment of what started it.
        command.env_clear().envs(kept());
        let child = command.spawn();
        let mut child = child.context("cannot start the supervisor; restart the server")?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("the supervisor has no pipe")?;
        Ok(Supervisor {
            child,
            stdin: Arc::new(Mutex::new(stdin)),
            stdout: BufReader::new(stdout),
            group: None,
        })
    }

    /// Begins the run. A stop reaches it until what is returned is dropped.
    ///
    /// # Errors
    ///
    /// If the supervisor is gone.
    pub(super) fn begin(&self, spec: &Spec, stop: &Stop) -> Result<Undo> {
        let spec = serde_json::to_string(spec)?;
        write_line(&self.stdin, &spec).context("the supervisor is gone; run it again")?;
        let stdin = self.stdin.clone();
        Ok(stop.on_stop(move || {
            // If it is gone, so is the run.
            let _ = write_line(&stdin, STOP);
        }))
    }

    /// What it tells next; none if it is gone before the end of the run.
    pub(super) fn report(&mut self) -> Option<Report> {
        let mut line = String::new();
        self.stdout.read_line(&mut line).ok()?;
        let report = serde_json::from_str(&line).ok()?;
        match &report {
            Report::Started { group } => self.group = *group,
            Report::Ended { .. } => self.group = None,
            _ => {}
        }
        Some(report)
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        // It ends the run, if that goes on, and itself.
        lock(&self.stdin).take();
        let _ = self.child.wait();
        // A program can kill its supervisor where the system lets it.
        if let Some(group) = self.group {
            kill_group(group);
        }
    }
}

fn write_line(stdin: &Mutex<Option<ChildStdin>>, line: &str) -> std::io::Result<()> {
    match lock(stdin).as_mut() {
        Some(stdin) => stdin.write_all(format!("{line}\n").as_bytes()),
        None => Ok(()),
    }
}
