//! From the probe's lines to the events of a recording.

mod prints;
mod threads;
mod waits;

use std::collections::{BTreeMap, BTreeSet};

use trace::{Event, How, Over, Stream, TaskId, TaskKind, ThreadId, WaitId};

use super::facts::{End, Facts};
use super::labels::{self, Label};
use super::raw::{Id, Line, Made, Th, What};
use super::{Program, names, without_machine};

/// The first thread. It began before everything else.
const FIRST: Th = 1;

/// The events of a run.
pub(crate) fn events(lines: &[Line], facts: &Facts<'_>, program: &Program<'_>) -> Vec<Event> {
    let mut emitter = Emitter {
        lines,
        facts,
        program,
        events: Vec::new(),
        tasks: BTreeMap::new(),
        next_task: 1,
        main: None,
        threads: BTreeMap::new(),
        waits: 0,
        ops: BTreeMap::new(),
        leaves: BTreeMap::new(),
        begun: BTreeMap::new(),
        untold: BTreeSet::new(),
        timeouts: BTreeMap::new(),
        children: BTreeMap::new(),
        silent_ends: BTreeMap::new(),
        parked: BTreeMap::new(),
        blocked: BTreeMap::new(),
        ended: None,
        cpu: BTreeMap::new(),
        bytes: BTreeMap::new(),
    };
    emitter.begin();
    for (index, line) in lines.iter().enumerate() {
        emitter.next(index, line);
        if matches!(line.what, What::Exit) {
            break; // Other threads may go on for a moment.
        }
    }
    emitter.finish()
}

struct Emitter<'a> {
    lines: &'a [Line],
    facts: &'a Facts<'a>,
    program: &'a Program<'a>,
    events: Vec<Event>,
    tasks: BTreeMap<Id, TaskId>,
    next_task: TaskId,
    /// The first thread as a task, if it does something outside a runtime.
    main: Option<TaskId>,
    threads: BTreeMap<Th, Thread>,
    waits: WaitId,
    /// Open waits for what has spans: the wait, and whose it is.
    ops: BTreeMap<Id, (WaitId, Id)>,
    /// Open waits for what has none, by task.
    leaves: BTreeMap<Id, Vec<Leaf>>,
    /// What a task that is being polled has begun to wait for. Whether it is
    /// told is known when the poll ends: much is ready before that.
    begun: BTreeMap<Id, Vec<Begun>>,
    /// Where waits begin that are not told.
    untold: BTreeSet<usize>,
    /// Open timeouts.
    timeouts: BTreeMap<Id, Label>,
    /// The tasks that a task has made and that are not over.
    children: BTreeMap<Id, Vec<TaskId>>,
    /// Where tasks ended whose end woke nobody, by who had made them, since
    /// that one's last poll began.
    silent_ends: BTreeMap<Id, Vec<usize>>,
    /// Threads that wait for another.
    parked: BTreeMap<Th, Parked>,
    /// What `block_on` keeps: the thread, the task that called it, its wait.
    blocked: BTreeMap<Id, (Th, TaskId, WaitId)>,
    /// The last thread that ended.
    ended: Option<TaskId>,
    /// Processor time of jobs before waits that were too short to tell of.
    cpu: BTreeMap<Id, u64>,
    /// The beginnings of characters that were not written to their end.
    bytes: BTreeMap<u32, Vec<u8>>,
}

struct Thread {
    number: ThreadId,
    /// What runs there, innermost last.
    entered: Vec<TaskId>,
    holds: usize,
    /// Whether the last of these is a wait for another thread.
    held: bool,
}

/// A thread that waits for another.
struct Parked {
    task: TaskId,
    /// Whether it knows for what.
    wait: Option<WaitId>,
    /// Where its event is, if it waits for the end of a thread.
    join: Option<usize>,
}

/// What may become a wait for something that has no spans.
struct Begun {
    wait: WaitId,
    label: Label,
    event: usize,
}

/// A wait for something that has no spans.
struct Leaf {
    wait: WaitId,
    label: Label,
    /// Whether what it waits for has come.
    ready: bool,
    /// Where its event is, to say there who was waited for.
    event: usize,
}

impl Emitter<'_> {
    /// The events as they are told: in stderr there is nothing of this machine,
    /// and waits are counted without those that are not told.
    fn finish(mut self) -> Vec<Event> {
        // A poll that did not end.
        for begun in self.begun.values().flatten() {
            self.untold.insert(begun.event);
        }
        let mut numbers = BTreeMap::new();
        let events = self.events.into_iter().enumerate();
        let told = events.filter(|(index, _)| !self.untold.contains(index));
        told.filter_map(|(_, mut event)| {
            match &mut event {
                Event::Wait { id, .. } => {
                    let number = WaitId::try_from(numbers.len() + 1).unwrap_or(WaitId::MAX);
                    numbers.insert(*id, number);
                    *id = number;
                }
                Event::Over { id, .. } => *id = *numbers.get(id)?,
                Event::Print {
                    to: Stream::Stderr,
                    text,
                    ..
                } => {
                    *text = without_machine(text);
                    return (!text.is_empty()).then_some(event);
                }
                _ => {}
            }
            Some(event)
        })
        .collect()
    }

    fn begin(&mut self) {
        if !self.facts.main_shows {
            return;
        }
        let th = self.thread(0, FIRST);
        let id = self.number();
        self.main = Some(id);
        self.events.push(Event::Task {
            t: 0,
            id,
            by: None,
            kind: TaskKind::Thread,
            name: "main".into(),
            line: None,
        });
        self.events.push(Event::Enter { t: 0, th, id });
        self.entered(FIRST).push(id);
    }

    fn next(&mut self, index: usize, line: &Line) {
        let t = line.at;
        match &line.what {
            What::Task(made) => self.made(t, made),
            What::In { th, id } => self.enter(t, index, *th, *id),
            What::Out { th, id, cpu, .. } => self.leave(t, index, *th, *id, *cpu),
            What::Gone { id, .. } => self.gone(t, *id),
            What::Op(op) if self.is_hidden(op.task) => {}
            What::Op(op) => self.op(t, op),
            What::Rdy { id } => self.over(t, *id, Over::Ready),
            What::Drop { id } => self.over(t, *id, Over::Dropped),
            What::Leaf { task, .. } if self.is_hidden(Some(*task)) => {}
            What::Leaf { task, pc } => self.leaf(t, *task, pc),
            What::Wake { task, by, .. } => self.wake(t, index, *task, *by),
            What::Print { th, task, fd, text } => self.print(t, *th, *task, *fd, text),
            What::Hold { th, task, us } => self.hold(t, *th, *task, *us),
            What::Free { th } => self.free(t, *th),
            What::Park { th, id, cpu, pc } => self.park(t, index, *th, *id, *cpu, pc),
            What::Unpark { th, .. } => self.unpark(t, *th),
            What::Cut => self.cut(t),
            What::Exit => self.exit(t),
        }
    }

    fn number(&mut self) -> TaskId {
        self.next_task += 1;
        self.next_task - 1
    }

    /// The task as the recording has it, or the one that it runs for.
    fn task(&self, task: Option<Id>) -> Option<TaskId> {
        self.tasks.get(&self.facts.visible(task)?).copied()
    }

    /// Whether a library made the task for its own ends: what it waits for, such
    /// as the end of an idle connection, nobody in the recording waits for.
    fn is_hidden(&self, task: Option<Id>) -> bool {
        let fact = task.and_then(|task| self.facts.tasks.get(&task));
        fact.is_some_and(|fact| !fact.kept)
    }

    /// The same, and the first thread for what happens there in no task.
    fn task_on(&self, th: Th, task: Option<Id>) -> Option<TaskId> {
        self.task(task).or(self.main.filter(|_| th == FIRST))
    }

    fn made(&mut self, t: u64, made: &Made) {
        let kept = self.facts.tasks.get(&made.id).is_some_and(|it| it.kept);
        if !kept {
            return;
        }
        let by = self.task_on(made.th, made.by);
        let id = self.number();
        self.tasks.insert(made.id, id);
        let (name, line) = self.name(made);
        let kind = match made.kind.as_str() {
            "block_on" => TaskKind::Main,
            "blocking" => TaskKind::Blocking,
            "thread" => TaskKind::Thread,
            _ => TaskKind::Task,
        };
        self.events.push(Event::Task {
            t,
            id,
            by,
            kind,
            name,
            line,
        });
        if let Some(by) = made.by
            && matches!(kind, TaskKind::Task | TaskKind::Blocking)
        {
            self.children.entry(by).or_default().push(id);
        }
        if kind == TaskKind::Main {
            self.block(t, made, id, line);
        }
    }

    fn name(&self, made: &Made) -> (String, Option<u32>) {
        let source = self.program.source;
        if made.kind == "thread" {
            let stack = labels::stack(self.program, &made.pc);
            let line = labels::user_line(self.program, &stack);
            let is_rayon = stack.iter().any(|it| it.function.contains("rayon_core"));
            let name = line.filter(|_| !is_rayon);
            let name = name.and_then(|line| names::spawned_on(source, line));
            let other = if is_rayon { "rayon thread" } else { "thread" };
            return (name.unwrap_or_else(|| other.into()), line);
        }
        let own = made.file == self.program.file;
        let called = own
            .then(|| names::called(source, made.line, made.col))
            .flatten();
        // What `#[tokio::main]` makes has the place of the body's last line.
        if made.kind == "block_on" && called.as_deref() != Some("block_on") {
            return ("main".into(), None);
        }
        let name = match made.name.is_empty() {
            true => own
                .then(|| names::spawned(source, made.line, made.col))
                .flatten(),
            false => Some(made.name.clone()),
        };
        let runs = || {
            let fact = self.facts.tasks.get(&made.id)?;
            Some(format!("{}()", fact.runs.as_ref().filter(|_| !own)?))
        };
        (
            name.or_else(runs).unwrap_or_default(),
            own.then_some(made.line),
        )
    }

    fn enter(&mut self, t: u64, index: usize, th: Th, id: Id) {
        let (Some(task), Some(fact)) = (self.tasks.get(&id), self.facts.tasks.get(&id)) else {
            return;
        };
        let task = *task;
        let dropping = fact.dropped.is_some_and(|(begin, _)| begin == index);
        if dropping && !fact.drop_shows {
            return;
        }
        let number = self.thread(t, th);
        self.events.push(Event::Enter {
            t,
            th: number,
            id: task,
        });
        self.entered(th).push(task);
        if !dropping {
            self.awake(t, index, id);
        }
    }

    fn leave(&mut self, t: u64, index: usize, th: Th, id: Id, cpu: Option<u64>) {
        let (Some(task), Some(fact)) = (self.tasks.get(&id), self.facts.tasks.get(&id)) else {
            return;
        };
        let dropping = fact.dropped.is_some_and(|(_, end)| end == index);
        let task = *task;
        let last = fact.polls.last().and_then(|poll| poll.end);
        let is_last = fact.dropped.is_some() && last.is_some_and(|last| self.lines[last].at <= t);
        self.wait_on(id, is_last && fact.end != End::Cancelled);
        let Some(thread) = self.threads.get_mut(&th) else {
            return;
        };
        if dropping && !fact.drop_shows || thread.entered.last() != Some(&task) {
            return;
        }
        thread.entered.pop();
        self.events.push(Event::Leave {
            t,
            th: thread.number,
            id: task,
            cpu: cpu
                .filter(|_| !dropping)
                .map(|cpu| cpu + self.cpu.remove(&id).unwrap_or(0)),
        });
    }

    fn gone(&mut self, t: u64, id: Id) {
        let (Some(task), Some(fact)) = (self.tasks.get(&id), self.facts.tasks.get(&id)) else {
            return;
        };
        let task = *task;
        let how = match fact.end {
            End::Never => return,
            End::Finished => How::Finished,
            End::Cancelled => How::Cancelled,
            End::Failed => How::Failed,
        };
        self.give_up(t, id, |_| true);
        if let Some(by) = fact.made.by
            && let Some(children) = self.children.get_mut(&by)
        {
            children.retain(|child| *child != task);
            if !self.facts.woke.contains(&id) {
                let here = self.events.len();
                self.silent_ends.entry(by).or_default().push(here);
            }
        }
        // What outlives the task it was waited for in, nobody waits for.
        let left: Vec<Id> = self
            .ops
            .iter()
            .filter(|(_, it)| it.1 == id)
            .map(|it| *it.0)
            .collect();
        for op in left {
            self.over(t, op, Over::Dropped);
        }
        self.events.push(Event::End { t, id: task, how });
        if fact.made.kind == "thread" {
            self.ended = Some(task);
        }
        if let Some((th, caller, wait)) = self.blocked.remove(&id) {
            self.resume(t, th, caller);
            let how = Over::Ready;
            self.events.push(Event::Over { t, id: wait, how });
        }
    }

    /// Of what is under way now, nobody will say when it ended.
    fn cut(&mut self, t: u64) {
        for thread in self.threads.values_mut() {
            for _ in 0..std::mem::take(&mut thread.holds) {
                self.events.push(Event::Free {
                    t,
                    th: thread.number,
                });
            }
            for id in thread.entered.drain(..).rev() {
                self.events.push(Event::Leave {
                    t,
                    th: thread.number,
                    id,
                    cpu: None,
                });
            }
        }
        self.events.push(Event::Cut { t });
    }

    fn exit(&mut self, t: u64) {
        if let Some(main) = self.main
            && let Some(thread) = self.threads.get_mut(&FIRST)
            && thread.entered.last().is_none_or(|last| *last == main)
        {
            if thread.entered.pop().is_some() {
                self.events.push(Event::Leave {
                    t,
                    th: thread.number,
                    id: main,
                    cpu: None,
                });
            }
            let panicked = self.lines.iter().any(|line| {
                matches!(&line.what, What::Print { th: FIRST, task: None, fd: 2, text }
                    if text.contains(" panicked at "))
            });
            let how = if panicked { How::Failed } else { How::Finished };
            self.events.push(Event::End { t, id: main, how });
        }
        self.events.push(Event::Exit { t });
    }
}
