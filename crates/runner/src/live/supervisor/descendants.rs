//! The processes that a run has started, and what they use (Linux).

use std::fs;

/// A process that has not ended.
#[derive(Debug)]
pub(super) struct Process {
    /// Its number.
    pub(super) pid: i32,
    /// Bytes of memory that it does not share with files.
    pub(super) memory: u64,
}

/// All that descends from this process and has not ended.
///
/// Whoever loses its parent becomes a child of this process, so nothing gets
/// lost; but what is started while this looks can be missing.
pub(super) fn descendants() -> Vec<Process> {
    let mut found: Vec<Process> = Vec::new();
    let mut parents = vec![i32::try_from(std::process::id()).unwrap_or_default()];
    while let Some(parent) = parents.pop() {
        let children = children(parent);
        parents.extend(&children);
        found.extend(children.into_iter().filter_map(process));
    }
    found
}

/// The children of all threads of the process.
fn children(pid: i32) -> Vec<i32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return Vec::new();
    };
    let files = threads.filter_map(|it| Some(it.ok()?.path().join("children")));
    let texts = files.filter_map(|file| fs::read_to_string(file).ok());
    let numbers = texts.flat_map(|text| {
        let numbers = text.split_ascii_whitespace().map(str::parse);
        numbers.filter_map(Result::ok).collect::<Vec<i32>>()
    });
    numbers.collect()
}

/// What the kernel says of a process; none if it has ended.
fn process(pid: i32) -> Option<Process> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let mut lines = status.lines();
        lines.find_map(|line| Some(line.strip_prefix(name)?.trim()))
    };
    if field("State:")?.starts_with(['Z', 'X']) {
        return None;
    }
    let kib = |name: &str| {
        let value = field(name).and_then(|it| it.split(' ').next()?.parse::<u64>().ok());
        value.unwrap_or_default()
    };
    Some(Process {
        pid,
        memory: (kib("RssAnon:") + kib("RssShmem:")) * 1024,
    })
}
