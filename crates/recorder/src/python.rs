//! From what the Python recorder wrote to the recording of a program.
//!
//! The recorder (`crates/recorder/python`) runs in the program's own process and
//! has no time to think: it writes what it sees, when it sees it. Here what
//! nobody would look at goes, and so do the folders of this machine; jobs that
//! took turns get them; the rest gets the order and the numbers that the format
//! asks for.

mod folders;
mod numbers;
mod outside;
mod tidy;
mod turns;

use trace::{Header, Problem, Trace, VERSION, fingerprint};

/// The Python program that runs another one and records it:
/// `TRACE_FILE=out.jsonl python3 record.py program.py`.
///
/// It is all of `crates/recorder/python` in one text, so that one file is to be
/// written where a program is recorded. It needs Python 3.11 and nothing else.
pub const RECORDER: &str = concat!(
    "SOURCES = {}\nSOURCES['writer'] = r'''",
    include_str!("../python/writer.py"),
    "'''\nSOURCES['names'] = r'''",
    include_str!("../python/names.py"),
    "'''\nSOURCES['waits'] = r'''",
    include_str!("../python/waits.py"),
    "'''\nSOURCES['tasks'] = r'''",
    include_str!("../python/tasks.py"),
    "'''\nSOURCES['threads'] = r'''",
    include_str!("../python/threads.py"),
    "'''\nSOURCES['output'] = r'''",
    include_str!("../python/output.py"),
    "'''\n",
    include_str!("../python/record.py"),
);

/// Makes a recording of the lines that [`RECORDER`] wrote.
///
/// `file` is the name of the program's file without folder, `source` its text,
/// `made_by` who ran it, such as `Python 3.11.7`. Broken lines, as a killed
/// program can leave behind, are passed over, and so is the room after the last
/// line.
///
/// # Errors
///
/// If the recording breaks a rule of the format, which is a mistake here.
pub fn trace(raw: &str, file: &str, source: &str, made_by: &str) -> Result<Trace, Problem> {
    let lines = || raw.trim_end_matches('\0').lines();
    let mut events = read(lines());
    let looks = read(lines());
    tidy::order(&mut events);
    tidy::drop_short_holds(&mut events);
    tidy::join_writes(&mut events);
    outside::drop_unseen(&mut events);
    turns::divide(&mut events, &looks);
    folders::forget(&mut events, file);
    tidy::drop_late(&mut events);
    numbers::renumber(&mut events);
    let trace = Trace {
        header: Header {
            trace: VERSION,
            language: "python".into(),
            file: file.into(),
            source: fingerprint(source),
            made_by: made_by.into(),
        },
        events,
    };
    trace.check()?;
    Ok(trace)
}

/// The lines of one kind.
fn read<'a, T: serde::de::DeserializeOwned>(lines: impl Iterator<Item = &'a str>) -> Vec<T> {
    lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}
