//! What is waited for, as Rust programs call it.

use trace::What;

use super::symbols::{FOLDER, Frame};
use super::{Program, names, raw};

/// Addresses by which the places of two timeouts are told apart.
const OUTSIDE: usize = 4;

/// A wait, as far as its beginning tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) what: What,
    pub(crate) label: String,
    pub(crate) for_us: Option<u64>,
    pub(crate) line: Option<u32>,
    /// The line that the outermost function of the task is at.
    pub(crate) outer: Option<u32>,
    /// The timeouts it is inside of, innermost first: for each, from where it
    /// is polled. A timeout is inside of itself.
    pub(crate) timeouts: Vec<Vec<u64>>,
}

/// What something with spans of its own is waited for; none if a runtime waits
/// with it for its own ends.
pub(crate) fn of_op(op: &raw::Op, program: &Program<'_>) -> Option<Label> {
    let stack = stack(program, &op.pc);
    let own = (op.file == program.file).then_some(op.line);
    let awaited = user_line(program, &stack);
    let is_sleep = op.ty == "Sleep";

    let (what, label) = match (&*op.ty, &*op.src) {
        ("Sleep", _) => (What::Timer, timer(op, own, program)),
        (_, "Interval::tick") => (What::Timer, op.src.clone()),
        (_, "Receiver::await") if own.is_none() && has_runtime(user_frames(program, &stack)) => {
            return None; // A runtime that is dropped waits for its threads.
        }
        (_, "Receiver::await") => (What::Channel, "oneshot::Receiver".into()),
        (_, "Sender::closed") => (What::Channel, "oneshot::Sender::closed".into()),
        // A semaphore inside something that has no span: a bounded channel, or
        // one of those that the stack tells of.
        (_, "Acquire::new") => of_frames(user_frames(program, &stack))
            .unwrap_or_else(|| (What::Channel, "send".into())),
        (_, source) => (What::Lock, source.into()),
    };
    Some(Label {
        what,
        label,
        // A tick comes when it is due: nobody asked for what is left until then.
        for_us: is_sleep.then(|| asked(op)).flatten(),
        // A timer is told by where it was made, all others by where they are
        // awaited: a mutex is made once and locked in many places.
        line: match is_sleep {
            true => own.or(awaited),
            false => awaited.or(own),
        },
        outer: outer_line(program, &stack),
        timeouts: timeouts(program, &op.pc),
    })
}

/// The function of the program that is nearest to the runtime, such as `fetch`
/// for `main::fetch::{async_fn#0}`.
pub(crate) fn outer_function(addresses: &[u64], program: &Program<'_>) -> Option<String> {
    let stack = stack(program, addresses);
    let mut path = outer_frame(program, &stack)?.function.rsplit("::");
    let name = path.find(|it| !it.starts_with('{'))?;
    Some(name.to_string())
}

/// What something without a span is waited for, if the stack tells it.
pub(crate) fn of_leaf(addresses: &[u64], program: &Program<'_>) -> Option<Label> {
    let stack = stack(program, addresses);
    let (what, label) = of_frames(user_frames(program, &stack))?;
    Some(Label {
        what,
        label,
        for_us: None,
        line: user_line(program, &stack),
        outer: outer_line(program, &stack),
        timeouts: timeouts(program, addresses),
    })
}

/// What a thread waits for in a call that blocks it, if the stack tells it.
pub(crate) fn of_park(addresses: &[u64], program: &Program<'_>) -> Option<Label> {
    let stack = stack(program, addresses);
    let (what, label) = find(PARKING, user_frames(program, &stack))?;
    Some(Label {
        what,
        label,
        for_us: None,
        line: user_line(program, &stack),
        outer: outer_line(program, &stack),
        timeouts: Vec::new(),
    })
}

/// Whether a thread was started by a runtime, for its own use.
pub(crate) fn is_of_runtime(addresses: &[u64], program: &Program<'_>) -> bool {
    let stack = stack(program, addresses);
    has_runtime(user_frames(program, &stack))
}

fn has_runtime(frames: &[Frame]) -> bool {
    let mut frames = frames.iter();
    frames.any(|frame| frame.function.contains("tokio::runtime::"))
}

/// `sleep`, or what else the program calls there that sleeps inside.
fn timer(op: &raw::Op, line: Option<u32>, program: &Program<'_>) -> String {
    let called = line.and_then(|line| names::called(program.source, line, op.col));
    let known = ["timeout", "timeout_at", "sleep_until", "send_timeout"];
    let found = known.into_iter().find(|it| called.as_deref() == Some(it));
    found.unwrap_or("sleep").into()
}

/// How long the program asked for, in microseconds.
///
/// tokio counts in whole milliseconds, from the one that has begun to the one
/// that will have ended, and only when it is first polled. What was asked for
/// is one of two numbers; programs ask for round ones.
fn asked(op: &raw::Op) -> Option<u64> {
    let most = op.ms? + op.late.unwrap_or(0) / 1000;
    let least = most.saturating_sub(1);
    let roundness = |millis: u64| {
        [1000, 100, 50, 10, 5]
            .iter()
            .filter(|it| millis.is_multiple_of(**it))
            .count()
    };
    let millis = match roundness(most) > roundness(least) {
        true => most,
        false => least,
    };
    Some(millis * 1000)
}

pub(crate) fn stack(program: &Program<'_>, addresses: &[u64]) -> Vec<Frame> {
    program
        .symbols
        .map(|it| it.stack(addresses))
        .unwrap_or_default()
}

fn is_users(program: &Program<'_>, frame: &Frame) -> bool {
    let name = frame.file.strip_prefix(FOLDER);
    name.is_some_and(|name| name.trim_start_matches('/') == program.file)
}

/// The innermost line of the program itself.
pub(crate) fn user_line(program: &Program<'_>, stack: &[Frame]) -> Option<u32> {
    let frame = stack.iter().find(|frame| is_users(program, frame))?;
    (frame.line > 0).then_some(frame.line)
}

/// The line of the program nearest to the runtime: where the task itself is,
/// whatever the functions do that it has called.
fn outer_line(program: &Program<'_>, stack: &[Frame]) -> Option<u32> {
    let frame = outer_frame(program, stack)?;
    (frame.line > 0).then_some(frame.line)
}

fn outer_frame<'a>(program: &Program<'_>, stack: &'a [Frame]) -> Option<&'a Frame> {
    let is_end = |frame: &Frame| {
        let wrappers = ["tracing::instrument::Instrumented<", "probe::watch::Watch<"];
        wrappers.iter().any(|it| frame.function.contains(it))
    };
    let end = stack.iter().position(is_end)?;
    let mut outwards = stack[..end].iter().rev();
    outwards.find(|frame| is_users(program, frame))
}

/// For each timeout on the stack the addresses outside of it.
fn timeouts(program: &Program<'_>, addresses: &[u64]) -> Vec<Vec<u64>> {
    let polls = |address: &u64| {
        let frames = stack(program, std::slice::from_ref(address));
        let mut frames = frames.iter();
        frames.any(|it| it.function.starts_with("<tokio::time::timeout::Timeout<"))
    };
    let found = addresses.iter().enumerate().filter(|(_, it)| polls(it));
    // The stacks of what is deep inside are cut: no more than the next few.
    let outside = found.map(|(at, _)| addresses[at + 1..].iter().take(OUTSIDE).copied());
    outside.map(Iterator::collect).collect()
}

/// The functions that the innermost line of the program has called, if it is
/// known.
pub(crate) fn user_frames<'a>(program: &Program<'_>, stack: &'a [Frame]) -> &'a [Frame] {
    let end = stack.iter().position(|frame| is_users(program, frame));
    &stack[..end.unwrap_or(stack.len())]
}

/// What waits in a function of that name: a part of its path, a part of what
/// follows, what it is, and how programs call it.
const WAITING: &[(&str, &str, What, &str)] = &[
    ("sync::mpsc::", "::recv_many", What::Channel, "recv_many"),
    ("sync::mpsc::", "::recv", What::Channel, "recv"),
    ("sync::mpsc::", "::closed", What::Channel, "closed"),
    ("sync::mpsc::", "::reserve", What::Channel, "send"),
    ("sync::mpsc::", "::send", What::Channel, "send"),
    ("sync::broadcast::", "ecv", What::Channel, "recv"),
    ("sync::watch::", "::changed", What::Channel, "changed"),
    ("sync::watch::", "::wait_for", What::Channel, "wait_for"),
    ("sync::watch::", "::closed", What::Channel, "closed"),
    ("sync::oneshot::", "", What::Channel, "oneshot::Receiver"),
    ("sync::once_cell::", "", What::Lock, "OnceCell::get_or_init"),
    ("sync::mutex::", "", What::Lock, "Mutex::lock"),
    ("sync::rwlock::", "::write", What::Lock, "RwLock::write"),
    ("sync::rwlock::", "", What::Lock, "RwLock::read"),
    ("sync::semaphore::", "", What::Lock, "Semaphore::acquire"),
    ("notify::Notified", "", What::Lock, "Notify::notified"),
    ("JoinSet<", "", What::Task, "JoinSet::join_next"),
    ("process::", "", What::Io, "Child::wait"),
    ("tokio::signal::", "", What::Io, "signal"),
    ("TcpListener", "::accept", What::Io, "accept"),
    ("TcpStream", "::connect", What::Io, "connect"),
    ("tokio::io::util::", "read", What::Io, "read"),
    ("tokio::io::util::", "write", What::Io, "write"),
    ("tokio::net::", "", What::Io, ""),
    ("tokio::fs::", "", What::Io, "fs"),
    ("JoinHandle<", "", What::Task, "await"),
];

/// The same for functions that keep the thread.
const PARKING: &[(&str, &str, What, &str)] = &[
    (
        "runtime::Runtime",
        "::shutdown_timeout",
        What::Thread,
        "Runtime::shutdown_timeout",
    ),
    ("runtime::Runtime>", "", What::Thread, "Runtime::drop"),
    ("BlockingPool", "::shutdown", What::Thread, "Runtime::drop"),
    ("blocking::shutdown", "", What::Thread, "Runtime::drop"),
    ("", "::blocking_recv", What::Channel, "blocking_recv"),
    ("", "::blocking_send", What::Channel, "blocking_send"),
    ("", "::blocking_lock", What::Lock, "blocking_lock"),
    ("mpsc::", "::recv", What::Channel, "recv"),
    ("mpsc::", "::send", What::Channel, "send"),
    ("mpsc::", "Iter", What::Channel, "recv"),
    ("thread::", "::join", What::Thread, "join"),
    ("thread::scoped::", "", What::Thread, "thread::scope"),
    ("barrier::Barrier", "::wait", What::Lock, "Barrier::wait"),
    ("condvar::Condvar", "::wait", What::Lock, "Condvar::wait"),
    ("mutex::Mutex", "::lock", What::Lock, "Mutex::lock"),
    ("rwlock::RwLock", "::read", What::Lock, "RwLock::read"),
    ("rwlock::RwLock", "::write", What::Lock, "RwLock::write"),
    ("rayon", "", What::Thread, "rayon"),
    ("std::thread::", "::park", What::Other, "thread::park"),
];

/// What the functions wait for.
fn of_frames(frames: &[Frame]) -> Option<(What, String)> {
    find(WAITING, frames)
}

/// The one that is nearest to the program, the last, has the name that is
/// written there.
fn find(table: &[(&str, &str, What, &str)], frames: &[Frame]) -> Option<(What, String)> {
    frames.iter().rev().find_map(|frame| {
        let function = &frame.function;
        let found = table.iter().find(|(path, rest, ..)| {
            function
                .split_once(path)
                .is_some_and(|(_, after)| after.contains(rest))
        });
        found.map(|(_, _, what, label)| (*what, (*label).to_string()))
    })
}
