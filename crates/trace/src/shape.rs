//! The shape of a run: what is the same every time the program runs.
//!
//! Two recordings of one program differ in every microsecond. Its shape has
//! the tasks, what each did and waited for in which order, and how each ended;
//! of the times only whether they are about the same.

use std::fmt;

use crate::{Fate, How, Micros, Model, Over, Stream, Task, TaskId, TaskKind, What};

/// What takes less than this is not part of a shape, unless the program asked
/// for it: a slow machine makes such pauses anywhere.
const NOTICED: Micros = 30_000;

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
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines
            .iter()
            .try_for_each(|line| writeln!(f, "{}", line.text))
    }
}

impl Shape {
    /// Whether anything in the run waits, blocks or computes for as long as a
    /// reader could see. A run that only prints needs no picture.
    pub fn waits(&self) -> bool {
        let lasts = |line: &&Line| line.text.starts_with("  ") && line.to > line.from;
        self.lines.iter().any(|line| lasts(&line))
    }

    /// Where `new` happened at other times than this shape, beyond what a slow
    /// machine explains, for people. Only for shapes with the same lines.
    pub fn late(&self, new: &Shape) -> Vec<String> {
        let pairs = self.lines.iter().zip(&new.lines);
        let differs = |a: Micros, b: Micros| a.abs_diff(b) > TOLERANCE + a / 5;
        pairs
            .filter(|(old, new)| differs(old.from, new.from) || differs(old.to, new.to))
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
        lines.push(head(model, task));
        let mut inner = happenings(model, task);
        inner.sort_by_key(|line| line.from);
        lines.extend(inner);
        lines.push(Line {
            text: format!("  {}", fate(task.fate)),
            from: task.gone,
            to: task.gone,
        });
    }
    // What a thread printed while it ran no task.
    let outside = model.outputs.iter().filter(|it| it.task.is_none());
    lines.extend(outside.map(|output| Line {
        text: format!("prints {:?}", output.line),
        from: output.at,
        to: output.at,
    }));
    Shape { lines }
}

fn head(model: &Model, task: &Task) -> Line {
    let kind = match task.kind {
        TaskKind::Main => "main",
        TaskKind::Task => "task",
        TaskKind::Blocking => "blocking",
        TaskKind::Thread => "thread",
    };
    let line = task.line.map(|line| format!(", line {line}"));
    let by = task.by.map(|by| format!(", by {}", name(model, by)));
    Line {
        text: format!(
            "{kind} `{}`{}{}",
            task.name,
            line.unwrap_or_default(),
            by.unwrap_or_default()
        ),
        from: task.born,
        to: task.born,
    }
}

/// The task as lines call it: by name, and by number where it has none.
fn name(model: &Model, id: TaskId) -> String {
    match model.tasks.iter().find(|task| task.id == id) {
        Some(task) if !task.name.is_empty() => format!("`{}`", task.name),
        _ => format!("task {id}"),
    }
}

fn happenings(model: &Model, task: &Task) -> Vec<Line> {
    let mut lines = waits(model, task);
    for step in &task.steps {
        let mut held = 0;
        for hold in &step.holds {
            held += hold.to - hold.from;
            if hold.for_us.is_some() || hold.to - hold.from >= NOTICED {
                let text = format!("  blocks in {}{}", hold.label, asked(hold.for_us));
                lines.push(Line {
                    text,
                    from: hold.from,
                    to: hold.to,
                });
            }
        }
        // Threads are entered once: what they do is not all computing.
        let computes = (step.to - step.from).saturating_sub(held) >= NOTICED;
        if computes && task.kind != TaskKind::Thread {
            lines.push(Line {
                text: "  computes".into(),
                from: step.from,
                to: step.to,
            });
        }
    }
    for delay in task.delays.iter().filter(|it| it.to - it.from >= NOTICED) {
        let behind = delay
            .behind
            .map(|it| format!(" behind {}", name(model, it)));
        lines.push(Line {
            text: format!("  stands{}", behind.unwrap_or_default()),
            from: delay.from,
            to: delay.to,
        });
    }
    for (at, by) in &task.cancels {
        let by = by.map(|by| format!(" by {}", name(model, by)));
        lines.push(Line {
            text: format!("  is asked to stop{}", by.unwrap_or_default()),
            from: *at,
            to: *at,
        });
    }
    for output in model.outputs.iter().filter(|it| it.task == Some(task.id)) {
        // Messages on stderr carry places and numbers of one machine.
        let text = match output.to {
            Stream::Stdout => format!("  prints {:?}", output.line),
            Stream::Stderr => continue,
        };
        lines.push(Line {
            text,
            from: output.at,
            to: output.at,
        });
    }
    lines
}

fn waits(model: &Model, task: &Task) -> Vec<Line> {
    let noticed = |from: Micros, to: Micros, asked: Option<Micros>| {
        to - from >= NOTICED || asked.is_some_and(|asked| asked >= 1000)
    };
    let waits = task.waits.iter();
    waits
        .filter(|wait| noticed(wait.from, wait.to, wait.for_us))
        .map(|wait| {
            let mut text = match wait.what {
                What::Timer => "  waits".to_string(),
                What::Lock => "  waits for a lock".into(),
                What::Channel => "  waits for a channel".into(),
                What::Task | What::Thread | What::Other => "  waits".into(),
                What::Io => "  waits for input or output".into(),
            };
            if !wait.label.is_empty() {
                text += &format!(" in {}{}", wait.label, asked(wait.for_us));
            }
            let on: Vec<String> = wait.on.iter().map(|on| name(model, *on)).collect();
            if !on.is_empty() {
                text += &format!(" for {}", on.join(", "));
            }
            if let Some(line) = wait.line {
                text += &format!(", line {line}");
            }
            match wait.over {
                Some(Over::Ready) => {}
                Some(Over::Dropped) => text += ", and gives up",
                None => text += ", for ever",
            }
            Line {
                text,
                from: wait.from,
                to: wait.to,
            }
        })
        .collect()
}

fn asked(for_us: Option<Micros>) -> String {
    for_us.map_or(String::new(), |micros| {
        format!(" {} ms", (micros + 500) / 1000)
    })
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Ended(How::Finished) => "finished",
        Fate::Ended(How::Cancelled) => "cancelled",
        Fate::Ended(How::Failed) => "failed",
        Fate::NeverRan => "never ran",
        Fate::Abandoned => "still there at the end",
    }
}
