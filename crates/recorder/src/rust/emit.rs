//! From the probe's lines to the events of a recording.

use std::collections::BTreeMap;

use trace::{Event, How, Over, Stream, TaskId, TaskKind, ThreadId, WaitId};

use super::facts::{End, Facts};
use super::labels::{self, Label};
use super::raw::{Id, Line, Made, Op, Th, What};
use super::{Program, names};

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
    emitter.events
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
    /// What a task that is being polled has begun to wait for. It is told when
    /// the poll ends: much is ready before that.
    begun: BTreeMap<Id, Vec<Label>>,

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
}

/// A thread that waits for another.
struct Parked {
    task: TaskId,
    /// Whether it knows for what.
    wait: Option<WaitId>,
    /// Where its event is, if it waits for the end of a thread.
    join: Option<usize>,
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
            What::Op(op) => self.op(t, op),
            What::Rdy { id } => self.over(t, *id, Over::Ready),
            What::Drop { id } => self.over(t, *id, Over::Dropped),
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

    /// The same, and the first thread for what happens there in no task.
    fn task_on(&self, th: Th, task: Option<Id>) -> Option<TaskId> {
        self.task(task).or(self.main.filter(|_| th == FIRST))
    }

    /// The thread's number, which it gets when it is first met.
    fn thread(&mut self, t: u64, th: Th) -> ThreadId {
        if let Some(thread) = self.threads.get(&th) {
            return thread.number;
        }
        let number = self.threads.len() + 1;
        let number = ThreadId::try_from(number).unwrap_or(ThreadId::MAX);
        let same = |it: &&Th| self.role(**it) == self.role(th);
        let nth = self.threads.keys().filter(same).count() + 1;
        let name = match self.role(th) {
            "main" => "main".into(),
            role => format!("{role} {nth}"),
        };
        self.events.push(Event::Thread {
            t,
            th: number,
            name,
        });
        self.threads.insert(
            th,
            Thread {
                number,
                entered: Vec::new(),
                holds: 0,
            },
        );
        number
    }

    fn role(&self, th: Th) -> &'static str {
        match th {
            FIRST => "main",
            _ if self.facts.workers.contains(&th) => "worker",
            _ if self.facts.pools.contains(&th) => "blocking",
            _ => "thread",
        }
    }

    /// What runs on a thread that was met.
    fn entered(&mut self, th: Th) -> &mut Vec<TaskId> {
        &mut self.threads.get_mut(&th).expect("was met").entered
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
        if kind == TaskKind::Main {
            self.block(t, made, id, line);
        }
    }

    /// A thread or a job has called `block_on`: it stands still until that
    /// returns.
    fn block(&mut self, t: u64, made: &Made, main: TaskId, line: Option<u32>) {
        let Some(thread) = self.threads.get_mut(&made.th) else {
            return;
        };
        let number = thread.number;
        let Some(caller) = thread.entered.pop() else {
            return;
        };
        self.events.push(Event::Leave {
            t,
            th: number,
            id: caller,
            cpu: None,
        });
        let label = Label {
            what: trace::What::Task,
            label: "block_on".into(),
            for_us: None,
            line,
            outer: None,
        };
        let event = self.events.len();
        let wait = self.wait(t, caller, &label);
        if let Some(Event::Wait { on, .. }) = self.events.get_mut(event) {
            on.push(main);
        }
        self.blocked.insert(made.id, (made.th, caller, wait));
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
        (name.unwrap_or_default(), own.then_some(made.line))
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
        self.wait_on(t, id, task);
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

    /// The thread waits for another one. Only that what runs there is a job, or
    /// the first thread outside a runtime.
    fn park(
        &mut self,
        t: u64,
        index: usize,
        th: Th,
        id: Option<Id>,
        cpu: Option<u64>,
        addresses: &[u64],
    ) {
        if !self.facts.parks.contains(&index) {
            if let (Some(id), Some(cpu)) = (id, cpu) {
                *self.cpu.entry(id).or_default() += cpu;
            }
            return;
        }
        let task = match id {
            Some(id) => self.tasks.get(&id).copied(),
            None => self.main.filter(|_| th == FIRST),
        };
        let Some(task) = task else {
            return;
        };
        let Some(thread) = self.threads.get_mut(&th) else {
            return;
        };
        if thread.entered.last() != Some(&task) {
            return;
        }
        thread.entered.pop();
        let before = id.and_then(|id| self.cpu.remove(&id)).unwrap_or(0);
        self.events.push(Event::Leave {
            t,
            th: thread.number,
            id: task,
            cpu: cpu.map(|cpu| cpu + before),
        });
        let event = self.events.len();
        let label = labels::of_park(addresses, self.program);
        let parked = Parked {
            task,
            wait: label.as_ref().map(|label| self.wait(t, task, label)),
            join: label.filter(|it| it.label == "join").map(|_| event),
        };
        self.parked.insert(th, parked);
        self.ended = None;
    }

    fn unpark(&mut self, t: u64, th: Th) {
        let Some(parked) = self.parked.remove(&th) else {
            return;
        };
        let event = parked.join.and_then(|event| self.events.get_mut(event));
        if let (Some(Event::Wait { on, .. }), Some(ended)) = (event, self.ended) {
            on.push(ended);
        }
        self.resume(t, th, parked.task);
        if let Some(id) = parked.wait {
            let how = Over::Ready;
            self.events.push(Event::Over { t, id, how });
        }
    }

    /// A thread goes on with what it had left.
    fn resume(&mut self, t: u64, th: Th, id: TaskId) {
        let number = self.thread(t, th);
        self.events.push(Event::Enter { t, th: number, id });
        self.entered(th).push(id);
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

    fn wait(&mut self, t: u64, task: TaskId, label: &Label) -> WaitId {
        self.waits += 1;
        self.events.push(Event::Wait {
            t,
            id: self.waits,
            task,
            what: label.what,
            label: label.label.clone(),
            for_us: label.for_us,
            line: label.line,
            on: Vec::new(),
        });
        self.waits
    }

    fn op(&mut self, t: u64, op: &Op) {
        let owner = self.facts.visible(op.task);
        let (Some(owner), Some(task)) = (owner, self.task(op.task)) else {
            return;
        };
        let Some(label) = labels::of_op(t, op, self.program) else {
            return;
        };
        self.is_at(t, owner, label.outer);
        let wait = self.wait(t, task, &label);
        self.ops.insert(op.id, (wait, owner));
    }

    fn over(&mut self, t: u64, op: Id, how: Over) {
        if let Some((id, _)) = self.ops.remove(&op) {
            self.events.push(Event::Over { t, id, how });
        }
    }

    /// A task has begun to wait for something that has no span.
    fn leaf(&mut self, t: u64, id: Id, addresses: &[u64]) {
        if !self.tasks.contains_key(&id) {
            return;
        }
        if let Some(label) = labels::of_leaf(addresses, self.program) {
            self.is_at(t, id, label.outer);
            self.begun.entry(id).or_default().push(label);
        }
    }

    /// The task itself is at that line. What it waited for elsewhere and was
    /// not ready, it has given up: it could not have come here otherwise.
    fn is_at(&mut self, t: u64, id: Id, line: Option<u32>) {
        let Some(line) = line else {
            return;
        };
        let elsewhere = |label: &Label| label.outer.is_some_and(|outer| outer != line);
        self.give_up(t, id, elsewhere);
        if let Some(begun) = self.begun.get_mut(&id) {
            begun.retain(|label| !elsewhere(label));
        }
    }

    /// Ends waits that have no span.
    fn give_up(&mut self, t: u64, id: Id, which: impl Fn(&Label) -> bool) {
        let open = self.leaves.entry(id).or_default();
        for leaf in open.extract_if(.., |leaf| which(&leaf.label)) {
            self.events.push(Event::Over {
                t,
                id: leaf.wait,
                how: Over::Dropped,
            });
        }
    }

    /// A poll ends, and the task waits for what it has begun to wait for.
    fn wait_on(&mut self, t: u64, id: Id, task: TaskId) {
        let begun = self.begun.remove(&id).unwrap_or_default();
        let is_over = self.facts.tasks.get(&id).is_some_and(|fact| {
            let last = fact.polls.last().and_then(|poll| poll.end);
            fact.dropped.is_some() && last.is_some_and(|last| self.lines[last].at <= t)
        });
        if is_over
            && self
                .facts
                .tasks
                .get(&id)
                .is_some_and(|it| it.end != End::Cancelled)
        {
            return;
        }
        for label in begun {
            let event = self.events.len();
            let wait = self.wait(t, task, &label);
            self.leaves.entry(id).or_default().push(Leaf {
                wait,
                label,
                ready: false,
                event,
            });
        }
    }

    /// A poll begins: what the task waited for without a span is ready, unless
    /// the poll is for another reason.
    fn awake(&mut self, t: u64, index: usize, id: Id) {
        let Some(fact) = self.facts.tasks.get(&id) else {
            return;
        };
        let (Some(poll), Some(last)) = (fact.poll(index), fact.polls.last()) else {
            return;
        };
        let open = self.leaves.entry(id).or_default();
        let goes_on = last.begin != index;
        let is_known = open.iter().any(|leaf| leaf.ready);
        if !is_known && !poll.readied {
            // It waits on, and for nothing new: for the others of what it had.
            let count = match goes_on && !poll.waits {
                true => 1,
                false => open.len(),
            };
            open.iter_mut()
                .take(count)
                .for_each(|leaf| leaf.ready = true);
        }
        for leaf in open.extract_if(.., |leaf| leaf.ready) {
            self.events.push(Event::Over {
                t,
                id: leaf.wait,
                how: Over::Ready,
            });
        }
    }

    fn wake(&mut self, t: u64, index: usize, id: Id, by: Option<Id>) {
        let Some(task) = self.tasks.get(&id).copied() else {
            return;
        };
        let ended = self.facts.ended_by.get(&index);
        let ended = ended.and_then(|it| self.tasks.get(it)).copied();
        // Not whom it runs for: a pool's thread runs for nobody.
        let by = by.and_then(|by| self.tasks.get(&by)).copied();
        let open = self.leaves.entry(id).or_default();
        let is_task = |leaf: &Leaf| leaf.label.what == trace::What::Task;
        if let Some(ended) = ended
            && let Some(leaf) = open.iter_mut().find(|leaf| !leaf.ready && is_task(leaf))
        {
            leaf.ready = true;
            if let Some(Event::Wait { on, .. }) = self.events.get_mut(leaf.event) {
                on.push(ended);
            }
        } else if by.is_some()
            && let Some(leaf) = open.iter_mut().find(|leaf| !leaf.ready && !is_task(leaf))
        {
            leaf.ready = true;
        }
        self.events.push(Event::Wake { t, task, by });
    }

    fn print(&mut self, t: u64, th: Th, task: Option<Id>, fd: u32, text: &str) {
        let task = self.task_on(th, task);
        let number = self.thread(t, th);
        let to = match fd {
            1 => Stream::Stdout,
            _ => Stream::Stderr,
        };
        let text = without_machine(self.decode(fd, text));
        // stderr is written piece by piece.
        if let Some(Event::Print {
            th: last_th,
            task: last_task,
            to: last_to,
            text: last,
            ..
        }) = self.events.last_mut()
            && (*last_th, *last_task, *last_to) == (number, task, to)
            && !last.ends_with('\n')
        {
            last.push_str(&text);
            return;
        }
        self.events.push(Event::Print {
            t,
            th: number,
            task,
            to,
            text,
        });
    }

    /// Each character is a byte of UTF-8, and what one write ends in the middle
    /// of, the next one goes on with.
    fn decode(&mut self, fd: u32, text: &str) -> String {
        let mut bytes = self.bytes.remove(&fd).unwrap_or_default();
        bytes.extend(
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')),
        );
        if let Err(error) = std::str::from_utf8(&bytes)
            && error.error_len().is_none()
        {
            self.bytes.insert(fd, bytes.split_off(error.valid_up_to()));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn hold(&mut self, t: u64, th: Th, task: Option<Id>, for_us: Option<u64>) {
        let task = self.task_on(th, task);
        let number = self.thread(t, th);
        self.events.push(Event::Hold {
            t,
            th: number,
            task,
            label: "thread::sleep".into(),
            for_us,
        });
        self.threads.get_mut(&th).expect("was met").holds += 1;
    }

    fn free(&mut self, t: u64, th: Th) {
        if let Some(thread) = self.threads.get_mut(&th)
            && thread.holds > 0
        {
            thread.holds -= 1;
            self.events.push(Event::Free {
                t,
                th: thread.number,
            });
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

/// What Rust prints of a panic, without the number of the thread, which is
/// another in every run, and without the hint on backtraces.
fn without_machine(text: String) -> String {
    let Some((before, after)) = text.split_once(" panicked at ") else {
        return text;
    };
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let number = before.strip_suffix(')').and_then(|it| it.rsplit_once(" ("));
    let thread = match number {
        Some((thread, number)) if is_number(&number) => thread,
        _ => before,
    };
    let thread = thread.trim_start_matches('\n');
    let message: String = after
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("note: run with `RUST_BACKTRACE"))
        .collect();
    format!("{thread} panicked at {message}")
}

#[cfg(test)]
mod tests {
    use super::without_machine;

    #[test]
    fn a_panic_loses_the_number_of_its_thread() {
        for (text, expected) in [
            (
                "\nthread 'main' (4711) panicked at x.rs:9:5:\nno (1)\nnote: run with \
                 `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
                "thread 'main' panicked at x.rs:9:5:\nno (1)\n",
            ),
            (
                "thread 'a (b)' panicked at x",
                "thread 'a (b)' panicked at x",
            ),
            ("\nno panic (1)\n", "\nno panic (1)\n"),
        ] {
            assert_eq!(without_machine(text.into()), expected);
        }
    }
}
