//! Running one program to its end, or to the limit.

use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use process_wrap::std::*;

/// How long one program may run. The longest listing takes about a second; a
/// machine would have to be twenty times slower to be cut off by this.
pub const RUN_LIMIT: Duration = Duration::from_secs(20);

/// How often a running program is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

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

/// Runs a program with no input and collects what it writes.
///
/// # Errors
///
/// If it cannot be started, or is still running after `limit`. Then it is
/// killed, with every process it started that is still in its group.
pub fn run(mut command: Command, limit: Duration) -> Result<Finished> {
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
    let stdout = collect(child.stdout().take());
    let stderr = collect(child.stderr().take());

    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() >= deadline {
            child
                .kill()
                .with_context(|| format!("cannot kill `{name}`"))?;
            bail!("still running after {} s, and killed", limit.as_secs());
        }
        thread::sleep(POLL);
    };
    Ok(Finished {
        stdout: stdout.join().expect("the reader does not panic")?,
        stderr: stderr.join().expect("the reader does not panic")?,
        status,
    })
}

/// Reads a pipe to its end on a thread: a program that fills one pipe while
/// nobody empties it would wait for ever.
fn collect(
    pipe: Option<impl Read + Send + 'static>,
) -> thread::JoinHandle<std::io::Result<String>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes)?;
        }
        Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_streams_and_the_status_come_back() {
        let finished = run(shell("echo out; echo err >&2; exit 3"), RUN_LIMIT).unwrap();
        assert_eq!((&*finished.stdout, &*finished.stderr), ("out\n", "err\n"));
        assert_eq!(finished.status.code(), Some(3));
    }

    #[test]
    fn the_limit_ends_a_program_and_its_children() {
        let error = run(shell("sleep 60 & sleep 60"), Duration::from_millis(200)).unwrap_err();
        assert_eq!(error.to_string(), "still running after 0 s, and killed");
    }
}
