//! What each thread is in the middle of.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::spans::Kind;

/// Spans that may be entered on one thread at the same time. Deeper ones are
/// not seen: a task is three or four deep.
const DEEP: usize = 64;

/// A span that is entered.
#[derive(Clone, Copy)]
pub(crate) struct Entered {
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    /// Of an op: what its last poll said so far.
    pub(crate) ready: Option<bool>,
    /// Of an op: how long its timer was set to, in milliseconds, and when.
    pub(crate) set: Option<(u32, u64)>,
    /// Processor time of the thread when a job was entered.
    pub(crate) cpu: u64,
}

struct Entry {
    entered: [Entered; DEEP],
    depth: usize,
}

// Nothing here has a destructor, so it is there until the thread's last breath.
thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
    static ENTERED: RefCell<Entry> = const {
        let none = Entered { id: 0, kind: Kind::Other, ready: None, set: None, cpu: 0 };
        RefCell::new(Entry { entered: [none; DEEP], depth: 0 })
    };
}

/// The number of this thread.
pub(crate) fn number() -> u64 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NUMBER.with(|number| {
        if number.get() == 0 {
            number.set(NEXT.fetch_add(1, Ordering::Relaxed));
        }
        number.get().into()
    })
}

/// Notes that a span is entered.
pub(crate) fn enter(entered: Entered) {
    with(|entry| {
        if entry.depth < DEEP {
            entry.entered[entry.depth] = entered;
            entry.depth += 1;
        }
    });
}

/// Notes that a span is left. Says what was known of it, and whether it is the
/// outermost op of its task.
pub(crate) fn leave(id: u32) -> Option<(Entered, bool)> {
    with(|entry| {
        let entered = &mut entry.entered[..entry.depth];
        let index = entered.iter().rposition(|it| it.id == id)?;
        let left = entered[index];
        let outermost = left.kind == Kind::Op && outermost_op(entered) == Some(index);
        if index + 1 < entered.len() {
            entered.copy_within(index + 1.., index);
        }
        entry.depth -= 1;
        Some((left, outermost))
    })
    .flatten()
}

/// The task that runs on this thread.
pub(crate) fn task() -> Option<u32> {
    with(|entry| Some(entry.entered[task_index(&entry.entered[..entry.depth])?].id)).flatten()
}

/// What runs on this thread, unless it is in the middle of waiting for
/// something that has a span.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn running() -> Option<Entered> {
    with(|entry| {
        let innermost = entry.entered[entry.depth.checked_sub(1)?];
        matches!(innermost.kind, Kind::Task | Kind::Job).then_some(innermost)
    })
    .flatten()
}

/// Whether nothing is entered on this thread.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn is_free() -> bool {
    with(|entry| entry.depth == 0).unwrap_or(false)
}

/// From now on, the processor time of the job that runs here counts anew.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn reset_cpu() {
    with(|entry| {
        if let Some(last) = entry.depth.checked_sub(1) {
            entry.entered[last].cpu = cpu();
        }
    });
}

/// The innermost span that is entered.
pub(crate) fn innermost() -> Option<u32> {
    with(|entry| Some(entry.entered[entry.depth.checked_sub(1)?].id)).flatten()
}

/// Changes what is known of the outermost op of the task that runs here.
pub(crate) fn note(change: impl FnOnce(&mut Entered)) {
    with(|entry| {
        if let Some(index) = outermost_op(&entry.entered[..entry.depth]) {
            change(&mut entry.entered[index]);
        }
    });
}

fn with<T>(body: impl FnOnce(&mut Entry) -> T) -> Option<T> {
    ENTERED.with(|entry| Some(body(&mut *entry.try_borrow_mut().ok()?)))
}

fn task_index(entered: &[Entered]) -> Option<usize> {
    entered
        .iter()
        .rposition(|it| matches!(it.kind, Kind::Task | Kind::Job))
}

/// Of the ops inside the task. An `Interval::tick` has a `Sleep` in it.
fn outermost_op(entered: &[Entered]) -> Option<usize> {
    let begin = task_index(entered)? + 1;
    let op = entered[begin..].iter().position(|it| it.kind == Kind::Op)?;
    Some(begin + op)
}

/// Processor time that this thread has used, in microseconds.
#[cfg(unix)]
#[expect(unsafe_code, reason = "a call into the C library")]
pub(crate) fn cpu() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is to a value that lives through the call.
    let result = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    let part = |number: i64| u64::try_from(number).unwrap_or(0);
    match result {
        0 => part(time.tv_sec) * 1_000_000 + part(time.tv_nsec) / 1_000,
        _ => 0,
    }
}

/// Nobody measures it here.
#[cfg(not(unix))]
pub(crate) fn cpu() -> u64 {
    0
}
