//! The lines of a recording.

use serde::{Deserialize, Serialize};

/// Microseconds since the program began.
pub type Micros = u64;

/// The number of a task. Counted from 1 in the order in which tasks were made.
pub type TaskId = u32;

/// The number of an operating-system thread. Counted from 1 in the order in
/// which threads were met.
pub type ThreadId = u32;

/// The number of a wait. Counted from 1 in the order in which waits began.
pub type WaitId = u32;

/// The first line: what was recorded, and with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the format: [`VERSION`](crate::VERSION).
    pub trace: u32,
    /// `rust` or `python`.
    pub language: String,
    /// The file name of the program, without folder.
    pub file: String,
    /// A fingerprint of the program's text: [`fingerprint`](crate::fingerprint).
    pub source: String,
    /// Who ran it, such as `rustc 1.95.0, tokio 1.54.1` or `Python 3.11.7`.
    pub made_by: String,
}

/// What kind of thing a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskKind {
    /// What was given to `block_on` or `asyncio.run`: the program's `main`.
    Main,
    /// What was spawned onto a runtime or an event loop.
    Task,
    /// A job for a pool of threads: `spawn_blocking`, `to_thread`, `submit`.
    Blocking,
    /// A thread by itself, outside a runtime and outside a pool. The thread
    /// that the program starts on is one too, as far as it does something
    /// visible outside the runtime.
    Thread,
}

/// What a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A sleep, a timeout, an interval.
    Timer,
    /// A mutex, a semaphore, a barrier, an event: whatever guards.
    Lock,
    /// Room in a channel or queue, or something in it.
    Channel,
    /// Another task, or several.
    Task,
    /// A job on a thread.
    Thread,
    /// A socket, a file, a process.
    Io,
    /// Something the recorder cannot name.
    Other,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Over {
    /// What was waited for came.
    Ready,
    /// It was given up: the future was dropped, or `CancelledError` was raised.
    Dropped,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It returned, whatever it returned. In Rust an `Err` is a value too.
    Finished,
    /// It was cancelled: dropped before it was ready, or ended by `CancelledError`.
    Cancelled,
    /// It panicked, or ended by another exception.
    Failed,
}

/// Where a printed text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// What happened at one moment. See the crate's documentation for the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "lowercase", deny_unknown_fields)]
pub enum Event {
    /// A thread is met for the first time.
    Thread {
        /// When.
        t: Micros,
        /// Its number.
        th: ThreadId,
        /// `main`, `worker 1`, `blocking 2`, `thread 1`.
        name: String,
    },
    /// A task is made. It need not run now, or ever.
    Task {
        /// When.
        t: Micros,
        /// Its number.
        id: TaskId,
        /// The task that made it, if a task did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TaskId>,
        /// What kind of task.
        kind: TaskKind,
        /// For people: the call that was spawned, `say_after(100, "hello")`;
        /// for `main` the name of the function. Empty if nobody knows.
        name: String,
        /// The line of the program that made it, counted from 1, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
    },
    /// A task begins to run on a thread: a poll begins, a step begins.
    Enter {
        /// When.
        t: Micros,
        /// On which thread.
        th: ThreadId,
        /// Which task.
        id: TaskId,
    },
    /// The task that runs on the thread stops running there.
    Leave {
        /// When.
        t: Micros,
        /// On which thread.
        th: ThreadId,
        /// Which task.
        id: TaskId,
        /// Processor time that the thread used since `Enter`, if measured.
        /// Much less than the time that passed: it waited for something the
        /// recorder cannot see, such as Python's global interpreter lock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cpu: Option<Micros>,
    },
    /// A task begins to wait. Several waits of one task may be open at once:
    /// that is what `join!` and `select!` look like.
    Wait {
        /// When.
        t: Micros,
        /// The number of the wait.
        id: WaitId,
        /// Who waits.
        task: TaskId,
        /// For what.
        what: What,
        /// What is waited for as the program writes it: `sleep`, `Mutex::lock`,
        /// `asyncio.sleep`, `Queue.get`. Empty if nobody knows.
        label: String,
        /// How long it asked to wait, in microseconds, for timers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_us: Option<Micros>,
        /// The line of the program, counted from 1, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The tasks that are waited for, if known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        on: Vec<TaskId>,
    },
    /// A wait is over.
    Over {
        /// When.
        t: Micros,
        /// Which wait.
        id: WaitId,
        /// How it ended.
        how: Over,
    },
    /// Something made a task ready to run.
    Wake {
        /// When.
        t: Micros,
        /// The task that is ready now.
        task: TaskId,
        /// The task that ran then; none if a timer or something outside did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TaskId>,
    },
    /// Somebody asked for a task to be cancelled: `task.cancel()` in Python.
    Cancel {
        /// When.
        t: Micros,
        /// The task that is to be cancelled.
        task: TaskId,
        /// The task that asked, if a task did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<TaskId>,
    },
    /// A task is over.
    End {
        /// When.
        t: Micros,
        /// Which task.
        id: TaskId,
        /// How it ended.
        how: How,
    },
    /// A thread begins to block in a call the recorder knows.
    Hold {
        /// When.
        t: Micros,
        /// Which thread.
        th: ThreadId,
        /// The task that runs there, if one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<TaskId>,
        /// The call: `thread::sleep`, `time.sleep`.
        label: String,
        /// How long it asked to block, in microseconds, if it said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_us: Option<Micros>,
    },
    /// The thread goes on.
    Free {
        /// When.
        t: Micros,
        /// Which thread.
        th: ThreadId,
    },
    /// Something was written to stdout or stderr.
    Print {
        /// When.
        t: Micros,
        /// By which thread.
        th: ThreadId,
        /// By which task, if one ran there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<TaskId>,
        /// Where to.
        to: Stream,
        /// What, with its line ends. One write can be a part of a line, or
        /// several lines.
        text: String,
    },
    /// There was no room for more: from here on only tasks, their ends and
    /// what was printed are recorded.
    Cut {
        /// When.
        t: Micros,
    },
    /// The program ended by itself. A recording without this line is of a
    /// program that was killed.
    Exit {
        /// When.
        t: Micros,
    },
}

impl Event {
    /// When it happened.
    pub fn at(&self) -> Micros {
        match self {
            Event::Thread { t, .. }
            | Event::Task { t, .. }
            | Event::Enter { t, .. }
            | Event::Leave { t, .. }
            | Event::Wait { t, .. }
            | Event::Over { t, .. }
            | Event::Wake { t, .. }
            | Event::Cancel { t, .. }
            | Event::End { t, .. }
            | Event::Hold { t, .. }
            | Event::Free { t, .. }
            | Event::Print { t, .. }
            | Event::Cut { t }
            | Event::Exit { t } => *t,
        }
    }
}
