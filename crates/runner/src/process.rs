//! Running one program to its end, or to the limit.

use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use process_wrap::std::*;

use crate::live::stop_all;

/// How long one program may run. The longest listing takes about a second; a
/// machine would have to be twenty times slower to be cut off by this.
pub const RUN_LIMIT: Duration = Duration::from_secs(20);

/// How often a running program is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

/// How long pipes may stay open after the program and its group are gone.
/// Longer than it takes to read what is in them.
const PIPES_LIMIT: Duration = Duration::from_secs(2);

/// Set when nothing may run any more.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// How many programs run now.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// A program that came to its end.
#[derive(Clone, Debug)]
pub struct Finished {
    /// All of stdout.
    pub stdout: String,
    /// All of stderr.
    pub stderr: String,
    /// The exit status.
    pub status: ExitStatus,
}

/// A program that came to its end, or to the limit.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    /// All of stdout.
    pub(crate) stdout: String,
    /// All of stderr.
    pub(crate) stderr: String,
    /// The exit status; none if the program was killed at the limit.
    pub(crate) status: Option<ExitStatus>,
}

/// Runs a program with no input and collects what it writes.
///
/// When it ends, so does every process it started that is still in its group.
///
/// # Errors
///
/// If it cannot be started, is still running after `limit`, or leaves a
/// process behind that holds its output open.
pub fn run(command: Command, limit: Duration) -> Result<Finished> {
    let ended = run_to_limit(command, limit)?;
    let Some(status) = ended.status else {
        bail!(
            "still running after {} s, and killed\n  let it end by itself",
            limit.as_secs()
        );
    };
    Ok(Finished {
        stdout: ended.stdout,
        stderr: ended.stderr,
        status,
    })
}

/// As [`run`]; but it is no error if the program is killed at the limit.
pub(crate) fn run_to_limit(mut command: Command, limit: Duration) -> Result<Ended> {
    let name = command.get_program().to_string_lossy().into_owned();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut wrap = CommandWrap::from(command);
    #[cfg(unix)]
    wrap.wrap(ProcessGroup::leader());
    #[cfg(windows)]
    wrap.wrap(JobObject);
    let mut child = wrap
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    let _running = Running::new();
    let stdout = collect(child.stdout().take());
    let stderr = collect(child.stderr().take());

    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if Instant::now() >= deadline || STOPPED.load(Ordering::Relaxed) {
            break None;
        }
        thread::sleep(POLL);
    };
    // Ends what is left of the group; an error says that nothing is.
    let _ = child.start_kill();
    if status.is_none() {
        let _ = child.wait();
        if STOPPED.load(Ordering::Relaxed) {
            bail!("stopped");
        }
    }
    let read = |pipe: Receiver<std::io::Result<String>>| -> Result<String> {
        let text = pipe.recv_timeout(PIPES_LIMIT).ok();
        let text = text.context("a process it started holds its output open\n  end it first")?;
        Ok(text?)
    };
    Ok(Ended {
        stdout: read(stdout)?,
        stderr: read(stderr)?,
        status,
    })
}

/// Kills every running program, and lets none start: for when this process
/// ends before they do. Their groups do not hear the terminal's Ctrl-C.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
    stop_all();
    let deadline = Instant::now() + Duration::from_secs(1);
    while RUNNING.load(Ordering::Relaxed) > 0 && Instant::now() < deadline {
        thread::sleep(POLL);
    }
}

/// Makes Ctrl-C and SIGTERM [`stop`] all programs before they end this process.
///
/// # Errors
///
/// If the signals cannot be heard.
pub fn stop_on_signals() -> Result<()> {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                stop();
                // What a shell reports of a process that a signal ended.
                std::process::exit(128 + signal);
            }
        });
    }
    Ok(())
}

/// Whether nothing may run any more.
pub(crate) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Counts a program while it lives.
pub(crate) struct Running;

impl Running {
    pub(crate) fn new() -> Running {
        RUNNING.fetch_add(1, Ordering::Relaxed);
        Running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Reads a pipe to its end on a thread: a program that fills one pipe while
/// nobody empties it would wait for ever.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<std::io::Result<String>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut bytes));
        let text = read.map(|_| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
        // Nobody listens any more if the pipe stayed open too long.
        let _ = sender.send(text);
    });
    receiver
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    /// Whether the process whose number a script wrote to `file` ends soon.
    fn ends(file: &std::path::Path) -> bool {
        let pid = std::fs::read_to_string(file).unwrap();
        // A zombie has ended; whoever adopted it has yet to notice.
        let script = format!("kill -0 {0} && ! grep -q ') Z' /proc/{0}/stat", pid.trim());
        (0..40).any(|_| {
            thread::sleep(Duration::from_millis(50));
            let alive = shell(&script).stderr(Stdio::null()).status().unwrap();
            !alive.success()
        })
    }

    #[test]
    fn both_streams_and_the_status_come_back() {
        let finished = run(shell("echo out; echo err >&2; exit 3"), RUN_LIMIT).unwrap();
        assert_eq!((&*finished.stdout, &*finished.stderr), ("out\n", "err\n"));
        assert_eq!(finished.status.code(), Some(3));
    }

    #[test]
    fn the_limit_ends_a_program_and_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pid");
        let script = format!("sleep 60 & echo $! > {}; sleep 60", file.display());
        let error = run(shell(&script), Duration::from_millis(500)).unwrap_err();
        assert!(
            error.to_string().starts_with("still running after 0 s"),
            "{error}"
        );
        assert!(ends(&file), "the child lives on");
    }

    #[test]
    fn a_child_that_is_left_behind_ends_with_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pid");
        let script = format!("sleep 60 & echo $! > {}; echo done", file.display());
        let finished = run(shell(&script), RUN_LIMIT).unwrap();
        assert_eq!(finished.stdout, "done\n");
        assert!(ends(&file), "the child lives on");
    }
}
