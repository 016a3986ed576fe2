//! What a drawing needs to know of a run, computed from its events.

use crate::{How, Micros, Over, Stream, TaskId, TaskKind, ThreadId, What};

/// A run: who ran when, on which thread, and what it waited for.
///
/// All times are microseconds since the first task began to run, or whatever
/// was visible first; what was before is at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// `rust` or `python`.
    pub language: String,
    /// In the order in which they were made.
    pub tasks: Vec<Task>,
    /// In the order in which they were met; only those that ran a task, blocked
    /// or printed.
    pub threads: Vec<Thread>,
    /// What was printed, whole lines, in order.
    pub outputs: Vec<Output>,
    /// When the last thing happened.
    pub end: Micros,
    /// Whether the program ended by itself.
    pub exited: bool,
    /// From when on the recording has gaps, if it was cut.
    pub cut: Option<Micros>,
}

impl Model {
    /// The task of that number.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        let index = self.tasks.binary_search_by_key(&id, |task| task.id).ok()?;
        Some(&self.tasks[index])
    }
}

impl Model {
    /// How much of the run was the machine's doing: the longest time by which a
    /// timer was late though nobody stood in its way, or for which a job that
    /// computes had no processor. A recording that is to be looked at should
    /// have little of it.
    pub fn lateness(&self) -> Micros {
        let late = |task: &Task, wait: &Wait| {
            let hindered = task
                .delays
                .iter()
                .any(|delay| delay.from < wait.to && delay.to >= wait.from);
            let ready = wait.over == Some(Over::Ready) && !hindered;
            let asked = wait.for_us.filter(|_| ready)?;
            Some((wait.to - wait.from).saturating_sub(asked))
        };
        let tasks = || self.tasks.iter();
        let late = tasks().flat_map(|task| task.waits.iter().filter_map(move |it| late(task, it)));
        // Threads of Python wait for each other; that is not the machine.
        let jobs =
            tasks().filter(|task| self.language != "python" && task.kind == TaskKind::Blocking);
        let jobs = jobs.filter(|task| task.waits.is_empty());
        let steps = jobs.flat_map(|task| &task.steps);
        let idle = steps
            .filter(|step| step.holds.is_empty())
            .filter_map(|step| Some((step.to - step.from).saturating_sub(step.cpu?)));
        late.chain(idle).max().unwrap_or(0)
    }
}

/// One lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// What kind of task.
    pub kind: TaskKind,
    /// Such as `say_after(100, "hello")`; may be empty.
    pub name: String,
    /// The line that made it.
    pub line: Option<u32>,
    /// Who made it.
    pub by: Option<TaskId>,
    /// When it was made.
    pub born: Micros,
    /// When it was over; the end of the run if it never was.
    pub gone: Micros,
    /// What became of it.
    pub fate: Fate,
    /// When it ran, in order, never overlapping.
    pub steps: Vec<Step>,
    /// What it waited for, in the order in which the waits began. They may
    /// overlap each other (`join!`), and a wait may span short steps.
    pub waits: Vec<Wait>,
    /// When it could have run and another task had the thread.
    pub delays: Vec<Delay>,
    /// When somebody asked for it to be cancelled, and who.
    pub cancels: Vec<(Micros, Option<TaskId>)>,
}

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It ended in this way.
    Ended(How),
    /// It was dropped, or the program ended, before it ran at all.
    NeverRan,
    /// It was not over when the program ended.
    Abandoned,
}

/// One poll, or one step of a coroutine, or one job of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When it began.
    pub from: Micros,
    /// When it ended.
    pub to: Micros,
    /// On which thread.
    pub thread: ThreadId,
    /// The part of it in which the thread was blocked in a known call.
    pub holds: Vec<Hold>,
    /// Processor time used, if measured.
    pub cpu: Option<Micros>,
}

/// A thread blocked in a known call.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// When it began.
    pub from: Micros,
    /// When it ended.
    pub to: Micros,
    /// The call: `thread::sleep`, `time.sleep`.
    pub label: String,
    /// How long it asked to block.
    pub for_us: Option<Micros>,
}

/// One wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// When it began.
    pub from: Micros,
    /// When it was over.
    pub to: Micros,
    /// For what.
    pub what: What,
    /// As the program writes it: `sleep`, `Mutex::lock`; may be empty.
    pub label: String,
    /// How long it asked to wait, for timers.
    pub for_us: Option<Micros>,
    /// The line of the program.
    pub line: Option<u32>,
    /// The tasks that were waited for.
    pub on: Vec<TaskId>,
    /// How it ended; none if it never did.
    pub over: Option<Over>,
    /// Whether the recorder saw it, or it was concluded from a gap between
    /// steps.
    pub inferred: bool,
}

/// A task that could run while its thread was busy with something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    /// When it became ready.
    pub from: Micros,
    /// When it ran.
    pub to: Micros,
    /// Who had the thread for the greater part of it.
    pub behind: Option<TaskId>,
}

/// A thread that did something.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// Its number.
    pub id: ThreadId,
    /// `main`, `worker 1`, `blocking 2`, `thread 1`.
    pub name: String,
}

/// One printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// When its last character was written.
    pub at: Micros,
    /// By which thread.
    pub thread: ThreadId,
    /// By which task, if one ran there.
    pub task: Option<TaskId>,
    /// Where to.
    pub to: Stream,
    /// The line without its end.
    pub line: String,
}
