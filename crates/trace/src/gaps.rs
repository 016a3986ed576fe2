//! What the gaps of a recording say: who stood back for whom, and what was
//! waited for where the recorder saw nothing.

use std::collections::BTreeMap;

use crate::build::Wakes;
use crate::{Delay, Fate, Micros, Model, Over, Task, TaskId, TaskKind, ThreadId, Wait, What};

/// Shorter than this a gap is the time that switching takes, even on a machine
/// that has other things to do.
const GAP_MIN: Micros = 2_000;

/// Behind more steps than this a task stands behind nobody in particular.
const CROWD: usize = 200;

/// Tasks that end this close together may have been waited for together.
const TOGETHER: Micros = 3_000;

/// Adds delays and inferred waits to the tasks of the model.
pub(crate) fn conclude(model: &mut Model, wakes: &Wakes) {
    let index = Index::new(model, wakes);
    for number in 0..model.tasks.len() {
        let delays = delays(model, &index, &model.tasks[number]);
        model.tasks[number].delays = delays;
        let waits = inferred(model, &index, &model.tasks[number]);
        let task = &mut model.tasks[number];
        task.waits.extend(waits);
        task.waits.sort_by_key(|wait| wait.from);
    }
}

/// What happened when, in the order of time: a run may have 10,000 tasks.
struct Index {
    /// On each thread, in order: who ran from when to when, and for how long
    /// all others before. They do not overlap.
    running: BTreeMap<ThreadId, Vec<Run>>,
    /// When tasks ended, which, and who had made them.
    ended: Vec<(Micros, TaskId, Option<TaskId>)>,
    /// When each task was woken, and by whom.
    woken: BTreeMap<TaskId, Vec<(Micros, Option<TaskId>)>>,
}

struct Run {
    from: Micros,
    to: Micros,
    task: TaskId,
    before: Micros,
}

impl Index {
    fn new(model: &Model, wakes: &Wakes) -> Index {
        let mut index = Index {
            running: BTreeMap::new(),
            ended: Vec::new(),
            woken: BTreeMap::new(),
        };
        for task in &model.tasks {
            for step in &task.steps {
                let thread = index.running.entry(step.thread).or_default();
                thread.push(Run {
                    from: step.from,
                    to: step.to,
                    task: task.id,
                    before: 0,
                });
            }
            if matches!(task.fate, Fate::Ended(_)) {
                index.ended.push((task.gone, task.id, task.by));
            }
        }
        for (at, task, by) in wakes {
            index.woken.entry(*task).or_default().push((*at, *by));
        }
        for runs in index.running.values_mut() {
            runs.sort_by_key(|run| (run.from, run.to));
            let mut before = 0;
            for run in runs {
                run.before = before;
                before += run.to - run.from;
            }
        }
        index.ended.sort();
        index
    }

    /// Who ended after `from` and not after `to`.
    fn ended(&self, from: Micros, to: Micros) -> &[(Micros, TaskId, Option<TaskId>)] {
        let start = self.ended.partition_point(|it| it.0 <= from);
        let end = self.ended.partition_point(|it| it.0 <= to);
        &self.ended[start..end.max(start)]
    }

    /// When the task was woken, and by whom.
    fn woken(&self, task: TaskId) -> &[(Micros, Option<TaskId>)] {
        self.woken.get(&task).map_or(&[], Vec::as_slice)
    }

    /// For how long tasks had the thread in that time, and which one for the
    /// longest; none if it was a crowd.
    fn busy(&self, thread: ThreadId, from: Micros, to: Micros) -> (Micros, Option<TaskId>) {
        let runs = self.running.get(&thread).map_or(&[][..], Vec::as_slice);
        let start = runs.partition_point(|run| run.to <= from);
        let end = runs.partition_point(|run| run.from < to).max(start);
        let runs = &runs[start..end];
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return (0, None);
        };
        let whole = last.before + (last.to - last.from) - first.before;
        let outside = from.saturating_sub(first.from) + last.to.saturating_sub(to);
        if runs.len() > CROWD {
            return (whole - outside, None);
        }
        let mut each: BTreeMap<TaskId, Micros> = BTreeMap::new();
        for run in runs {
            *each.entry(run.task).or_default() += run.to.min(to) - run.from.max(from);
        }
        let longest = each.into_iter().max_by_key(|(_, micros)| *micros);
        (whole - outside, longest.map(|it| it.0))
    }
}

/// The times in which a task does not run, from its birth to its end.
fn gaps(task: &Task) -> Vec<(Micros, Micros)> {
    let mut gaps = Vec::new();
    let mut from = task.born;
    for step in &task.steps {
        if step.from > from {
            gaps.push((from, step.from));
        }
        from = from.max(step.to);
    }
    if task.gone > from {
        gaps.push((from, task.gone));
    }
    gaps.retain(|(from, to)| to - from >= GAP_MIN);
    gaps
}

/// When the task could have run and others had the thread.
fn delays(model: &Model, index: &Index, task: &Task) -> Vec<Delay> {
    // A thread by itself has no queue to stand in.
    if task.kind == TaskKind::Thread {
        return Vec::new();
    }
    let delay = |(from, to): (Micros, Micros)| {
        let next = task.steps.iter().find(|step| step.from == to);
        let ready = ready_at(task, from, to, index.woken(task.id))?;
        if to - ready < GAP_MIN {
            return None;
        }
        // The thread it ran on afterwards; of a task that never ran again,
        // the one it ran on before, or the one that made it.
        let thread = match next.or_else(|| task.steps.iter().rev().find(|it| it.to <= from)) {
            Some(step) => step.thread,
            None => maker_thread(model, task)?,
        };
        // The task itself is not among them: this is a gap of it.
        let (busy, behind) = index.busy(thread, ready, to);
        // Less than half: the operating system was slow, and no task in the way.
        if busy * 2 < to - ready {
            return None;
        }
        Some(Delay {
            from: ready,
            to,
            behind,
        })
    };
    gaps(task).into_iter().filter_map(delay).collect()
}

/// When in the gap the task became ready: it was made, or woken, or a timer
/// that it waited for came to its time.
fn ready_at(
    task: &Task,
    from: Micros,
    to: Micros,
    woken: &[(Micros, Option<TaskId>)],
) -> Option<Micros> {
    let born = (task.born == from && task.steps.first().is_none_or(|step| step.from >= to))
        .then_some(from);
    let woken = woken
        .iter()
        .map(|it| it.0)
        .find(|at| (from..to).contains(at));
    let timers = task.waits.iter().filter(|wait| {
        wait.what == What::Timer && wait.from <= from && wait.to >= from && wait.over.is_some()
    });
    let due = timers.filter_map(|wait| Some(wait.from + wait.for_us?));
    let due = due.filter(|due| (from..to).contains(due));
    born.into_iter().chain(woken).chain(due).min()
}

fn maker_thread(model: &Model, task: &Task) -> Option<ThreadId> {
    if task.kind != TaskKind::Task {
        return None;
    }
    let maker = model.task(task.by?)?;
    let step = maker.steps.iter().find(|step| step.to >= task.born)?;
    Some(step.thread)
}

/// Waits of the task that nobody recorded: gaps that are not explained.
fn inferred(model: &Model, index: &Index, task: &Task) -> Vec<Wait> {
    if !matches!(task.kind, TaskKind::Main | TaskKind::Task) || task.fate == Fate::NeverRan {
        return Vec::new();
    }
    let mut waits = Vec::new();
    // Before its first step a task waits for nothing but its turn.
    let first = task.steps.first().map_or(0, |step| step.from);
    for (from, to) in gaps(task).into_iter().filter(|(_, to)| *to > first) {
        let delay = task.delays.iter().find(|it| it.from < to && it.to > from);
        let until = delay.map_or(to, |delay| delay.from);
        let explained = task.waits.iter().any(|wait| {
            let overlap = wait.to.min(until).saturating_sub(wait.from.max(from));
            overlap * 2 > until.saturating_sub(from)
        });
        if explained || until.saturating_sub(from) < GAP_MIN {
            continue;
        }
        let mut on = ended_in(index, task, from, until, to);
        if on.is_empty() {
            on.extend(woken_by(index, task, from, to));
        }
        let kinds = || on.iter().filter_map(|id| model.task(*id));
        let what = if on.is_empty() {
            What::Other
        } else if kinds().all(|it| matches!(it.kind, TaskKind::Blocking | TaskKind::Thread)) {
            What::Thread
        } else {
            What::Task
        };
        let resumed = task.steps.iter().any(|step| step.from == to);
        waits.push(Wait {
            from,
            to: until,
            what,
            label: String::new(),
            for_us: None,
            line: None,
            on,
            over: match (resumed, task.fate) {
                (true, _) => Some(Over::Ready),
                (false, Fate::Ended(_)) => Some(Over::Dropped),
                (false, _) => None,
            },
            inferred: true,
        });
    }
    waits
}

/// The tasks whose end ended the gap: of its own children, or else of all, the
/// last that ended in it and those that ended together with it.
fn ended_in(index: &Index, task: &Task, from: Micros, until: Micros, to: Micros) -> Vec<TaskId> {
    let slack = until.saturating_add(TOGETHER).min(to);
    let ended = index.ended(from, slack);
    let others = || ended.iter().filter(|it| it.1 != task.id);
    let own = others().filter(|it| it.2 == Some(task.id)).map(|it| it.0);
    let any = others().map(|it| it.0);
    let (Some(last), children) = own.max().map_or((any.max(), false), |it| (Some(it), true)) else {
        return Vec::new();
    };
    if last + TOGETHER < slack {
        return Vec::new();
    }
    let mut near: Vec<TaskId> = others()
        .filter(|it| !children || it.2 == Some(task.id))
        .filter(|it| it.0 + TOGETHER >= last)
        .map(|it| it.1)
        .collect();
    near.sort();
    near
}

/// Who else woke the task in the gap.
fn woken_by(index: &Index, task: &Task, from: Micros, to: Micros) -> Option<TaskId> {
    let mut wakes = index.woken(task.id).iter();
    wakes
        .find(|(at, by)| (from..=to).contains(at) && by.is_some_and(|by| by != task.id))
        .and_then(|it| it.1)
}
