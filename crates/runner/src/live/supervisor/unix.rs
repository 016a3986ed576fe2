//! Starting, killing and waiting where processes have groups.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, wait};

/// How long it may take until the last process has heard that it is killed.
const SWEEP_LIMIT: Duration = Duration::from_secs(5);

/// Leaves the session, and with it the terminal: its Ctrl-C ends the server, and
/// the end of the server is heard here. Takes over whoever loses its parent.
pub(super) fn settle() {
    // Both fail only if they are done already.
    let _ = rustix::process::setsid();
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_child_subreaper(Some(rustix::process::getpid()));
}

/// One of the pipes of a step.
pub(super) type Pipe = File;

/// What is left of a step beside its number.
pub(super) struct Child(std::process::Child);

impl Child {
    /// Its stdout and stderr.
    pub(super) fn pipes(&mut self) -> [Option<Pipe>; 2] {
        let stdout = self.0.stdout.take().map(OwnedFd::from);
        let stderr = self.0.stderr.take().map(OwnedFd::from);
        [stdout, stderr].map(|pipe| pipe.map(File::from))
    }
}

/// A step that runs: the leader of a group of its own.
#[derive(Clone, Debug)]
pub(super) struct Running(Pid);

impl Running {
    /// Starts it, from a thread that has only the rights that it may have.
    pub(super) fn start(mut command: Command) -> Result<(Running, Child)> {
        use std::os::unix::process::CommandExt;
        let child = command.process_group(0).spawn()?;
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        Ok((Running(pid.context("has no number")?), Child(child)))
    }

    /// The number of its group, for whoever outlives this process.
    pub(super) fn group(&self) -> Option<u32> {
        u32::try_from(self.0.as_raw_nonzero().get()).ok()
    }

    /// Kills it and what it has started, as far as that can be seen now.
    /// `sweep` does the rest.
    pub(super) fn kill(&self) {
        let _ = kill_process_group(self.0, Signal::KILL);
        let _ = kill_process(self.0, Signal::KILL);
    }

    /// Waits until it ends, and for every other child that ends meanwhile: no
    /// zombie is left.
    pub(super) fn wait(&self) -> Result<ExitStatus> {
        use std::os::unix::process::ExitStatusExt;
        loop {
            match wait(WaitOptions::empty()) {
                Ok(Some((pid, status))) if pid == self.0 => {
                    return Ok(ExitStatus::from_raw(status.as_raw()));
                }
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error).context("cannot wait for the program"),
            }
        }
    }

    /// Kills what a step that has ended left behind, until nothing is left.
    pub(super) fn sweep(&self) {
        let deadline = Instant::now() + SWEEP_LIMIT;
        loop {
            let _ = kill_process_group(self.0, Signal::KILL);
            while let Ok(Some(_)) = wait(WaitOptions::NOHANG) {}
            // Whoever descends from here has an ancestor that is a child.
            let nobody = matches!(wait(WaitOptions::NOHANG), Err(Errno::CHILD));
            if nobody || Instant::now() > deadline {
                return;
            }
            #[cfg(target_os = "linux")]
            for process in super::descendants::descendants() {
                if let Some(pid) = Pid::from_raw(process.pid) {
                    let _ = kill_process(pid, Signal::KILL);
                }
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// The signal that ended a process.
pub(super) fn signal(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.signal()
}

/// Kills a group whose supervisor is gone.
pub(crate) fn kill_group(group: u32) {
    let pid = i32::try_from(group).ok().and_then(Pid::from_raw);
    if let Some(pid) = pid {
        let _ = kill_process_group(pid, Signal::KILL);
    }
}
