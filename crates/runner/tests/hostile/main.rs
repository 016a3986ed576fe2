//! Programs that do what no listing does. Each of them ends in a clear message
//! and leaves no process, no zombie and no file behind.
//!
//! This binary is also the supervisor of its runs (`supervise`), and a server to
//! be killed (`serve`).

mod at_once;
mod killed;
mod programs;
mod stopped;
mod world;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("supervise") => return runner::supervise(),
        Some("serve") => return killed::serve(arguments.next()),
        _ => {}
    }
    let mut arguments = Arguments::from_args();
    // What one program leaves must not be taken for what another left.
    arguments.test_threads = Some(1);
    let mut trials: Vec<Trial> = programs::all();
    trials.extend(stopped::all());
    trials.extend(killed::all());
    trials.extend(at_once::all());
    let conclusion = libtest_mimic::run(&arguments, trials);
    let _ = std::fs::remove_dir_all(world::FOLDER.path());
    conclusion.exit_code()
}
