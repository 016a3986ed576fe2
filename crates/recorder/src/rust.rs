//! From what the probe wrote to the recording of a Rust program.
//!
//! The probe (`crates/recorder/probe`) writes what tokio says, at once and with
//! tokio's numbers. Here it becomes what a reader wants to know: tasks are named
//! by the text that made them, polls of a library's own tasks go, what was
//! waited for has the name that programs call it by.

mod emit;
mod facts;
mod labels;
mod names;
mod raw;
mod stderr;
mod symbols;

use trace::{Header, Problem, Trace, VERSION, fingerprint};

pub use stderr::without_machine;
pub use symbols::{FOLDER, Libraries, Symbols};

/// What is to be known of a program to understand its lines.
pub struct Program<'a> {
    /// The name of its file, as rustc was given it.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
    /// What made and ran it, such as `rustc 1.95.0, tokio 1.54.1`.
    pub made_by: &'a str,
    /// What the addresses in the lines mean. Without it, lines of waits and
    /// names of threads are missing.
    pub symbols: Option<&'a Symbols>,
}

/// Makes a recording of the lines that the probe wrote.
///
/// Broken lines, as a killed program can leave behind, are passed over.
///
/// # Errors
///
/// If the recording breaks a rule of the format, which is a mistake here.
pub fn refine(raw: &str, program: &Program<'_>) -> Result<Trace, Problem> {
    let lines = raw::read(raw);
    let facts = facts::Facts::of(&lines, program);
    let trace = Trace {
        header: Header {
            trace: VERSION,
            language: "rust".into(),
            file: program.file.into(),
            source: fingerprint(program.source),
            made_by: program.made_by.into(),
        },
        events: emit::events(&lines, &facts, program),
    };
    trace.check()?;
    Ok(trace)
}
