//! Sits inside a program while it is recorded, and writes what happens there.
//!
//! The crate is linked into the kit, and so into every program that is compiled
//! against it. Before `main` it looks for the environment variable
//! [`TRACE_FILE`]. Without it nothing else happens: no subscriber, and the
//! functions of the C library that have a stand-in here (`interpose.rs`) are
//! passed through. With it, the file is mapped into memory, and each line is
//! written there at once, so that nothing is lost if the program panics, exits,
//! aborts, or is killed.
//!
//! # Lines
//!
//! One JSON object each, with the kind `k` and the time `t` in microseconds
//! since the program began; `th` is a thread, counted from 1 as they are met.
//! `task` and `by` are numbers of tasks. The crate `recorder` makes a recording
//! of them; this one decides nothing that can be decided there.
//!
//! | kind | what happened | with |
//! |---|---|---|
//! | `task` | something that runs is made | `id`, `by`, `kind` (`task`, `local`, `block_on`, `blocking`, `worker`, `thread`), `file`, `line`, `col`, or `pc` |
//! | `in`, `out` | it is entered and left: a poll, a job, or the drop of its future | `id`; leaving, `cpu` (µs of processor time) of jobs and threads, `panic` |
//! | `gone` | it is over and its future dropped | `id` |
//! | `op` | what it waits for is not ready | `id`, `task`, `src` and `ty` (tokio's names), place, `ms` of timers, and how `late` they were set, `pc` |
//! | `rdy`, `drop` | this is ready; is dropped before it was | `id` |
//! | `leaf` | its waker is kept by something tokio has no span for | `task`, `pc` |
//! | `wake` | it is woken | `task`, `by` |
//! | `print` | a write to stdout or stderr | `fd`, `text` (each char a byte) |
//! | `hold`, `free` | the thread sleeps | `us` |
//! | `park`, `unpark` | a thread waits for another | parking, `id`, `cpu`, `pc` |
//! | `cut` | no room but for `task`, `gone` and `print` | |
//! | `exit` | the program ends by itself | |
//!
//! `pc` are addresses of the stack from the inside out: offsets into the
//! program, or from 2^48 on into the kit, or from 2^49 on into Rust's library.

mod fields;
mod file;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod interpose;
mod names;
mod spans;
mod stack;
mod subscriber;
mod thread;
mod watch;

pub use watch::{Watch, watch};

/// Names the file to write to. It must be there and have its final size.
pub const TRACE_FILE: &str = "TRACE_FILE";

#[ctor::ctor(unsafe)]
fn start() {
    let Some(path) = std::env::var_os(TRACE_FILE) else {
        return;
    };
    // A program that this one starts is not recorded.
    forget(TRACE_FILE);
    forget("LD_PRELOAD");
    // A recorder that cannot record is no reason not to run.
    if file::open(path.as_ref()).is_ok() {
        stack::start();
        thread::number();
        notice_exit();
        let dispatch = tracing_core::Dispatch::new(subscriber::Probe);
        let _ = tracing_core::dispatcher::set_global_default(dispatch);
    }
}

#[expect(unsafe_code, reason = "removing an environment variable is unsafe")]
fn forget(variable: &str) {
    // SAFETY: constructors run before `main`, when there is one thread.
    unsafe { std::env::remove_var(variable) };
}

/// Makes sure that the end of the program is noticed.
#[expect(unsafe_code, reason = "a call into the C library")]
fn notice_exit() {
    extern "C" fn at_exit() {
        file::Line::rare("exit").write();
    }
    // SAFETY: the function is there as long as the kit is, which is never
    // unloaded.
    unsafe { libc::atexit(at_exit) };
}
