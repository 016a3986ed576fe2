//! A small program that runs another one and says what it took:
//!
//! ```text
//! $ child sleep 1
//! 1.001 0.001 1843200
//! ```
//!
//! These are seconds, seconds of all processors, and bytes. It is a program of
//! its own, and this file all of it, because Linux counts for a child what its
//! parent had in memory when it started it: a small parent spoils less.

use std::env;
use std::io;
use std::mem::MaybeUninit;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The unit of `ru_maxrss`.
const MAXRSS_BYTES: u64 = if cfg!(target_os = "macos") { 1 } else { 1024 };

fn main() -> ExitCode {
    let command: Vec<String> = env::args().skip(1).collect();
    match measure(&command) {
        Ok((took, cpu, peak)) => {
            println!("{} {} {peak}", took.as_secs_f64(), cpu.as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command took from its start to its end, what all processors did for
/// it and its own children, and the most memory that one of them had.
fn measure(command: &[String]) -> io::Result<(Duration, Duration, u64)> {
    let [program, arguments @ ..] = command else {
        return Err(io::Error::other("no program was named"));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    // By `fork`: after `posix_spawn` the two would share our memory for a while.
    // SAFETY: the closure does nothing between `fork` and `exec`.
    #[allow(unsafe_code)]
    unsafe {
        command.pre_exec(|| Ok(()));
    }
    let start = Instant::now();
    // Not waited for by its `Child`: `wait4` says what it took.
    let (status, usage) = wait(command.spawn()?.id())?;
    let took = start.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("it ended with {status}")));
    }
    let cpu = time(usage.ru_utime) + time(usage.ru_stime);
    let peak = u64::try_from(usage.ru_maxrss).unwrap_or_default() * MAXRSS_BYTES;
    Ok((took, cpu, peak))
}

fn wait(child: u32) -> io::Result<(ExitStatus, libc::rusage)> {
    let child = libc::pid_t::try_from(child).map_err(io::Error::other)?;
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both pointers may be written to, and nobody else waits for
        // this child.
        #[allow(unsafe_code)]
        let ended = unsafe { libc::wait4(child, &raw mut status, 0, usage.as_mut_ptr()) };
        if ended == child {
            // SAFETY: zeros are a value of it, and now it is written.
            #[allow(unsafe_code)]
            let usage = unsafe { usage.assume_init() };
            return Ok((ExitStatus::from_raw(status), usage));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn time(time: libc::timeval) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    let micros = u64::try_from(time.tv_usec).unwrap_or_default();
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> io::Result<(Duration, Duration, u64)> {
        measure(&["/bin/sh", "-c", script].map(String::from))
    }

    #[test]
    fn a_program_takes_time_and_memory() {
        let (took, cpu, peak) = shell("sleep 0.2").unwrap();
        assert!(took >= Duration::from_millis(200), "{took:?}");
        assert!(cpu < took, "{cpu:?}");
        assert!((100_000..100_000_000).contains(&peak), "{peak}");
    }

    #[test]
    fn a_program_that_fails_is_not_measured() {
        let error = shell("exit 3").unwrap_err();
        assert!(error.to_string().contains("exit status: 3"), "{error}");
        assert!(measure(&[]).is_err());
    }
}
