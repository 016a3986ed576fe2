//! How a step ended, from its exit status and the last that it wrote.

use std::process::ExitStatus;

use super::system::signal;
use crate::live::event::How;
use crate::live::limits::{Limits, mib};

/// How a program ended that nobody killed.
pub(super) fn verdict(status: ExitStatus, stderr: &str, limits: &Limits) -> How {
    let memory = How::Memory {
        limit: mib(limits.memory),
    };
    match (status.code(), signal(status)) {
        (Some(0), _) => How::Finished,
        (Some(1), _) if ends_with_memory_error(stderr) => memory,
        (Some(code), _) => How::Failed { code },
        (None, Some(number)) => match name(number).as_str() {
            "SIGABRT" if allocation_failed(stderr) => memory,
            "SIGXFSZ" => How::File {
                limit: mib(limits.file),
            },
            "SIGXCPU" => How::Time {
                limit: limits.wall.as_secs(),
            },
            name => How::Signal {
                signal: name.into(),
            },
        },
        (None, None) => How::Failed { code: 1 },
    }
}

/// How a compiler ended that did not make a program and that nobody killed.
pub(super) fn refusal(status: ExitStatus, stderr: &str, limits: &Limits) -> How {
    match verdict(status, stderr, limits) {
        How::Finished | How::Failed { .. } => How::Refused,
        How::Signal { signal } => How::Broken {
            text: format!("the compiler was ended by {signal}\n  make the program smaller"),
        },
        how => how,
    }
}

/// Rust says this before it aborts.
fn allocation_failed(stderr: &str) -> bool {
    let said = |line: &str| line.starts_with("memory allocation of ") && line.contains(" failed");
    stderr.lines().any(said)
}

/// Python's last line names the exception.
fn ends_with_memory_error(stderr: &str) -> bool {
    let last = stderr.lines().rfind(|line| !line.is_empty());
    last.is_some_and(|line| line == "MemoryError" || line.starts_with("MemoryError:"))
}

#[cfg(unix)]
fn name(number: i32) -> String {
    let name = signal_hook::low_level::signal_name(number);
    name.map_or_else(|| format!("signal {number}"), str::to_string)
}

#[cfg(not(unix))]
fn name(number: i32) -> String {
    format!("signal {number}")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    /// `raw` is what `wait` gives: a signal, or an exit status times 256.
    #[track_caller]
    fn check(raw: i32, stderr: &str, expected: How) {
        let status = ExitStatus::from_raw(raw);
        assert_eq!(verdict(status, stderr, &Limits::default()), expected);
    }

    #[test]
    fn facts_decide() {
        let signal = |signal: &str| How::Signal {
            signal: signal.into(),
        };
        let memory = How::Memory { limit: 2048 };
        let failed = "thread 'main' has said\nmemory allocation of 17 bytes failed\n";
        check(0, "MemoryError\n", How::Finished);
        check(1 << 8, "Traceback\nMemoryError\n", memory.clone());
        check(1 << 8, "MemoryError\nlater\n", How::Failed { code: 1 });
        check(101 << 8, failed, How::Failed { code: 101 });
        check(6, failed, memory);
        check(6, "", signal("SIGABRT"));
        check(11, "", signal("SIGSEGV"));
        check(40, "", signal("signal 40"));
    }
}
