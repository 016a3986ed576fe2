//! The shape of a run: what is the same every time the program runs.
//!
//! Two recordings of one program differ in every microsecond. Its shape has
//! the tasks, what each did and waited for in which order, and how each ended;
//! of the times only whether they are about the same.

use std::fmt;

use crate::{Fate, How, Micros, Model, Over, Stream, Task, TaskId, TaskKind, Wait, What};

/// What takes less than this is not part of a shape, unless the program asked
/// for it: a slow machine makes such pauses anywhere.
const NOTICED: Micros = 60_000;

/// Computing for this long is what a program is about, on every machine.
const SEEN: Micros = 100_000;

/// So is waiting for this long for what the program did not say how long it
/// lasts, such as the answer of a server.
const SEEN_WAIT: Micros = 150_000;

/// What a task that keeps its thread without blocking does.
const COMPUTES: &str = "  computes";

/// How much later or longer something may be on a machine that has other
/// things to do.
const TOLERANCE: Micros = 60_000;

/// The shape of a run, a line for each thing that happened in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Task by task; within a task in the order of time.
    pub lines: Vec<Line>,
}

/// One line of a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What happened.
    pub text: String,
    /// When it began.
    pub from: Micros,
    /// When it was over.
    pub to: Micros,
    /// Whether the program said how long this takes.
    pub asked: bool,
}

impl Line {
    fn new(text: String, from: Micros, to: Micros) -> Line {
        Line {
            text,
            from,
            to,
            asked: false,
        }
    }

    fn at(text: String, at: Micros) -> Line {
        Line::new(text, at, at)
    }

    /// The same line of something that was to last so long.
    fn asked(mut self, for_us: Option<Micros>) -> Line {
        self.asked = for_us.is_some_and(|micros| micros >= 1000);
        self
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines
            .iter()
            .try_for_each(|line| writeln!(f, "{}", line.text))
    }
}

impl Shape {
    /// Only what was printed, and when: what is the same on every version of
    /// Python. Its library makes a task here and none there.
    pub fn printed(&self) -> Shape {
        let printed = |line: &&Line| line.text.trim_start().starts_with("prints ");
        let mut lines: Vec<Line> = self.lines.iter().filter(printed).cloned().collect();
        lines.sort_by_key(|line| line.from);
        Shape { lines }
    }

    /// Whether the program waits, blocks or computes for as long as a reader
    /// could see. A run that only prints needs no picture, however long a busy
    /// machine takes for it.
    pub fn waits(&self) -> bool {
        let is_seen = |line: &Line| match line.to - line.from {
            _ if line.asked => true,
            length if line.text == COMPUTES => length >= SEEN,
            length => line.text.starts_with("  waits") && length >= SEEN_WAIT,
        };
        self.lines.iter().any(is_seen)
    }

    /// The shape without what depends on how fast the machine is: in a program
    /// that computes, waits for what is computed may be too short to notice.
    #[must_use]
    pub fn steady(mut self) -> Shape {
        if self.lines.iter().any(|line| line.text == COMPUTES) {
            self.lines
                .retain(|line| line.asked || !line.text.starts_with("  waits"));
        }
        self
    }

    /// Where `new` happened at other times than this shape, beyond what a slow
    /// machine explains, for people. Only for shapes with the same lines.
    ///
    /// A program that computes is as fast as its machine, and with it all that
    /// comes later: there only what it asked to last is compared, by length.
    pub fn late(&self, new: &Shape) -> Vec<String> {
        let computes = |shape: &Shape| shape.lines.iter().any(|line| line.text == COMPUTES);
        let lengths_only = computes(self) || computes(new);
        let differs = |a: Micros, b: Micros| a.abs_diff(b) > TOLERANCE + a / 5;
        let late = |old: &Line, new: &Line| match lengths_only {
            true => old.asked && differs(old.to - old.from, new.to - new.from),
            false => differs(old.from, new.from) || differs(old.to, new.to),
        };
        let pairs = self.lines.iter().zip(&new.lines);
        pairs
            .filter(|(old, new)| late(old, new))
            .map(|(old, new)| {
                format!(
                    "{}: was {} to {} ms, is {} to {} ms",
                    old.text.trim(),
                    old.from / 1000,
                    old.to / 1000,
                    new.from / 1000,
                    new.to / 1000
                )
            })
            .collect()
    }
}

/// The shape of a run.
pub fn shape(model: &Model) -> Shape {
    let mut lines = Vec::new();
    for task in &model.tasks {
        lines.push(Line::at(head(model, task), task.born));
        // Of what happens in one microsecond, printing comes first: a line
        // is written and the wait after it begins, not the other way round.
        let mut inner = [
            prints(model, Some(task.id)),
            waits(model, task),
            steps(task),
            others(model, task),
        ]
        .concat();
        inner.sort_by_key(|line| line.from);
        lines.extend(inner);
        lines.push(Line::at(format!("  {}", fate(task)), task.gone));
    }
    // What a thread printed while it ran no task.
    lines.extend(prints(model, None));
    Shape { lines }
}

fn head(model: &Model, task: &Task) -> String {
    let kind = match task.kind {
        TaskKind::Main => "main",
        TaskKind::Task => "task",
        TaskKind::Blocking => "blocking",
        TaskKind::Thread => "thread",
    };
    let mut text = format!("{kind} `{}`", task.name);
    if let Some(line) = task.line {
        text += &format!(", line {line}");
    }
    if let Some(by) = task.by {
        text += &format!(", by {}", name(model, by));
    }
    text
}

/// The task as lines call it: by name, and by number where it has none.
fn name(model: &Model, id: TaskId) -> String {
    match model.task(id) {
        Some(task) if !task.name.is_empty() => format!("`{}`", task.name),
        _ => format!("task {id}"),
    }
}

/// Where the task blocks its thread, and where it computes.
fn steps(task: &Task) -> Vec<Line> {
    let mut lines = Vec::new();
    for step in &task.steps {
        let holds = step.holds.iter();
        let held: Micros = holds.clone().map(|hold| hold.to - hold.from).sum();
        let noticed = holds.filter(|it| it.for_us.is_some() || it.to - it.from >= NOTICED);
        lines.extend(noticed.map(|hold| {
            let text = format!("  blocks in {}{}", hold.label, asked(hold.for_us));
            Line::new(text, hold.from, hold.to).asked(hold.for_us)
        }));
        // Threads are entered once: what they do is not all computing.
        let busy = step.cpu.unwrap_or(step.to - step.from);
        let computes = busy.min(step.to - step.from).saturating_sub(held) >= NOTICED;
        if computes && task.kind != TaskKind::Thread {
            lines.push(Line::new(COMPUTES.into(), step.from, step.to));
        }
    }
    lines
}

/// Where the task stands back, and where it is asked to stop.
fn others(model: &Model, task: &Task) -> Vec<Line> {
    let someone = |word: &str, by: Option<TaskId>| {
        by.map_or(String::new(), |by| format!(" {word} {}", name(model, by)))
    };
    let delays = task.delays.iter().filter(|it| it.to - it.from >= NOTICED);
    let delays = delays.map(|it| {
        let text = format!("  stands{}", someone("behind", it.behind));
        Line::new(text, it.from, it.to)
    });
    let cancels = task.cancels.iter();
    let cancels = cancels.map(|(at, by)| {
        let text = format!("  is asked to stop{}", someone("by", *by));
        Line::at(text, *at)
    });
    delays.chain(cancels).collect()
}

/// What was printed by a task, or outside all of them; not the messages on
/// stderr, which carry places and numbers of one machine.
fn prints(model: &Model, task: Option<TaskId>) -> Vec<Line> {
    let own = model.outputs.iter().filter(|it| it.task == task);
    let own = own.filter(|it| it.to == Stream::Stdout);
    let indent = if task.is_some() { "  " } else { "" };
    own.map(|it| Line::at(format!("{indent}prints {:?}", it.line), it.at))
        .collect()
}

fn waits(model: &Model, task: &Task) -> Vec<Line> {
    let noticed = |wait: &&Wait| match wait.for_us {
        Some(asked) => asked >= 1000,
        // What a thread by itself waits for is known only by the time it takes.
        None => wait.to - wait.from >= NOTICED && task.kind != TaskKind::Thread,
    };
    let waits = task.waits.iter().filter(noticed);
    waits
        .map(|wait| Line::new(wait_text(model, wait), wait.from, wait.to).asked(wait.for_us))
        .collect()
}

fn wait_text(model: &Model, wait: &Wait) -> String {
    let mut text = String::from(match wait.what {
        What::Timer | What::Task | What::Thread | What::Other => "  waits",
        What::Lock => "  waits for a lock",
        What::Channel => "  waits for a channel",
        What::Io => "  waits for input or output",
    });
    if !wait.label.is_empty() {
        text += &format!(" in {}{}", wait.label, asked(wait.for_us));
    }
    let mut on: Vec<String> = wait.on.iter().map(|on| name(model, *on)).collect();
    // Of several with one name, who came last is not what stays the same.
    on.dedup();
    if !on.is_empty() {
        text += &format!(" for {}", on.join(", "));
    }
    if let Some(line) = wait.line {
        text += &format!(", line {line}");
    }
    text + match wait.over {
        Some(Over::Ready) => "",
        Some(Over::Dropped) => ", and gives up",
        None => ", for ever",
    }
}

fn asked(for_us: Option<Micros>) -> String {
    for_us.map_or(String::new(), |micros| {
        format!(" {} ms", (micros + 500) / 1000)
    })
}

fn fate(task: &Task) -> &'static str {
    match task.fate {
        // A pool lets its threads go at the end, and nobody waits for that.
        Fate::Ended(How::Finished) | Fate::Abandoned if task.kind == TaskKind::Thread => {
            "finished, or left"
        }
        Fate::Ended(How::Finished) => "finished",
        Fate::Ended(How::Cancelled) => "cancelled",
        Fate::Ended(How::Failed) => "failed",
        Fate::NeverRan => "never ran",
        Fate::Abandoned => "still there at the end",
    }
}
