//! The process that watches one run, and ends it with all that it started.
//!
//! It is told what to do by a line of JSON on stdin and tells what happens by
//! lines on stdout; `spec.rs` has both. The end of stdin is the end of the
//! server, or of its interest: then nothing may be left of the run, neither a
//! process nor a file.

mod confine;
#[cfg(target_os = "linux")]
mod descendants;
#[cfg(target_os = "linux")]
mod order;
mod output;
mod pump;
mod remove;
mod reports;
pub(crate) mod spec;
mod steps;
#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod system;
mod verdict;
mod watch;

use std::io::BufRead;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::event::How;
use remove::remove;
use spec::{STOP, Spec};
use steps::Supervisor;
pub(super) use system::kill_group;

/// What the hidden subcommand does: one run, as stdin says, from its first line
/// to the end of it.
pub fn supervise() -> ExitCode {
    system::settle();
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        // The server had no use for it, or is gone.
        Ok(0) | Err(_) => return ExitCode::SUCCESS,
        Ok(_) => {}
    }
    let Ok(spec) = serde_json::from_str::<Spec>(&line) else {
        eprintln!("this command runs a program for `cargo book`; it is not for people");
        return ExitCode::from(2);
    };
    let supervisor = Arc::new(Supervisor::default());
    let server = listen(supervisor.clone());
    supervisor.run(&spec);
    // The server still reads the recording.
    let _ = server.recv();
    remove(Path::new(&spec.folder));
    ExitCode::SUCCESS
}

/// Ends the run at a line that says so, or at the end of stdin. The receiver
/// hears of the latter.
fn listen(supervisor: Arc<Supervisor>) -> Receiver<()> {
    let (end, ended) = mpsc::channel();
    thread::spawn(move || {
        let lines = std::io::stdin().lock().lines();
        for line in lines.map_while(Result::ok) {
            if line == STOP {
                supervisor.watch.end(How::Stopped);
            }
        }
        supervisor.watch.end(How::Stopped);
        drop(end);
    });
    ended
}
