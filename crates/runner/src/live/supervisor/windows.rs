//! Starting, killing and waiting where processes belong to a job.

use std::io::Read;
use std::process::{Command, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use process_wrap::std::*;

use crate::live::stop::lock;

/// How often a running program is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

/// A console's Ctrl-C reaches this process too; then the job ends with it.
pub(super) fn settle() {}

/// A step that runs, in a job of its own.
#[derive(Clone, Debug)]
pub(super) struct Running(Arc<Mutex<Box<dyn ChildWrapper>>>);

/// One of the pipes of a step.
pub(super) type Pipe = Box<dyn Read + Send>;

/// The pipes of a step.
pub(super) struct Child([Option<Pipe>; 2]);

impl Child {
    /// Its stdout and stderr.
    pub(super) fn pipes(&mut self) -> [Option<Pipe>; 2] {
        std::mem::take(&mut self.0)
    }
}

impl Running {
    /// Starts it.
    pub(super) fn start(command: Command) -> Result<(Running, Child)> {
        let mut wrap = CommandWrap::from(command);
        wrap.wrap(JobObject);
        let mut child = wrap.spawn()?;
        let stdout = child.stdout().take().map(|it| Box::new(it) as Pipe);
        let stderr = child.stderr().take().map(|it| Box::new(it) as Pipe);
        let pipes = Child([stdout, stderr]);
        Ok((Running(Arc::new(Mutex::new(child))), pipes))
    }

    /// There are no groups.
    pub(super) fn group(&self) -> Option<u32> {
        None
    }

    /// Kills it and what it has started.
    pub(super) fn kill(&self) {
        let _ = lock(&self.0).start_kill();
    }

    /// Waits until it ends.
    pub(super) fn wait(&self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = lock(&self.0).try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(POLL);
        }
    }

    /// Kills what it left behind.
    pub(super) fn sweep(&self) {
        self.kill();
    }
}

/// There are no signals.
pub(super) fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// There are no groups.
pub(crate) fn kill_group(_group: u32) {}
