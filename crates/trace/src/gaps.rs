//! What the gaps of a recording say: who stood back for whom, and what was
//! waited for where the recorder saw nothing.

use crate::build::Wakes;
use crate::{Delay, Fate, Micros, Model, Over, Task, TaskId, TaskKind, Wait, What};

/// Shorter than this a gap is the time that switching takes, even on a machine
/// that has other things to do.
const GAP_MIN: Micros = 2_000;

/// Tasks that end this close together may have been waited for together.
const TOGETHER: Micros = 3_000;

/// Adds delays and inferred waits to the tasks of the model.
pub(crate) fn conclude(model: &mut Model, wakes: &Wakes) {
    for index in 0..model.tasks.len() {
        let delays = delays(model, &model.tasks[index], wakes);
        model.tasks[index].delays = delays;
        let waits = inferred(model, &model.tasks[index], wakes);
        let task = &mut model.tasks[index];
        task.waits.extend(waits);
        task.waits.sort_by_key(|wait| wait.from);
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
fn delays(model: &Model, task: &Task, wakes: &Wakes) -> Vec<Delay> {
    let delay = |(from, to): (Micros, Micros)| {
        let next = task.steps.iter().find(|step| step.from == to);
        let ready = ready_at(task, from, to, wakes)?;
        if to - ready < GAP_MIN {
            return None;
        }
        // The thread it ran on afterwards; of a task that never ran again,
        // the one it ran on before, or the one that made it.
        let thread = match next.or_else(|| task.steps.iter().rev().find(|it| it.to <= from)) {
            Some(step) => step.thread,
            None => maker_thread(model, task)?,
        };
        let busy = busy(model, task.id, thread, ready, to);
        let total: Micros = busy.iter().map(|(_, micros)| micros).sum();
        // Less than half: the operating system was slow, and no task in the way.
        if total * 2 < to - ready {
            return None;
        }
        let behind = busy.into_iter().max_by_key(|(_, micros)| *micros);
        Some(Delay {
            from: ready,
            to,
            behind: behind.map(|it| it.0),
        })
    };
    gaps(task).into_iter().filter_map(delay).collect()
}

/// When in the gap the task became ready: it was made, or woken, or a timer
/// that it waited for came to its time.
fn ready_at(task: &Task, from: Micros, to: Micros, wakes: &Wakes) -> Option<Micros> {
    let born = (task.born == from && task.steps.first().is_none_or(|step| step.from >= to))
        .then_some(from);
    let woken = wakes
        .iter()
        .filter(|(at, id, _)| *id == task.id && (from..to).contains(at))
        .map(|it| it.0);
    let timers = task.waits.iter().filter(|wait| {
        wait.what == What::Timer && wait.from <= from && wait.to >= from && wait.over.is_some()
    });
    let due = timers.filter_map(|wait| Some(wait.from + wait.for_us?));
    let due = due.filter(|due| (from..to).contains(due));
    born.into_iter().chain(woken).chain(due).min()
}

fn maker_thread(model: &Model, task: &Task) -> Option<u32> {
    if task.kind != TaskKind::Task {
        return None;
    }
    let maker = model.tasks.iter().find(|it| Some(it.id) == task.by)?;
    let step = maker.steps.iter().find(|step| step.to >= task.born)?;
    Some(step.thread)
}

/// How long each other task had the thread in that time.
fn busy(
    model: &Model,
    but: TaskId,
    thread: u32,
    from: Micros,
    to: Micros,
) -> Vec<(TaskId, Micros)> {
    let others = model.tasks.iter().filter(|task| task.id != but);
    let time = |task: &Task| {
        let steps = task.steps.iter().filter(|step| step.thread == thread);
        let micros = steps.map(|step| step.to.min(to).saturating_sub(step.from.max(from)));
        (task.id, micros.sum())
    };
    others.map(time).filter(|(_, micros)| *micros > 0).collect()
}

/// Waits of the task that nobody recorded: gaps that are not explained.
fn inferred(model: &Model, task: &Task, wakes: &Wakes) -> Vec<Wait> {
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
        let on = ended_in(model, task, from, until, to);
        let on = if on.is_empty() {
            woken_by(task, from, to, wakes)
        } else {
            on
        };
        let kinds = || model.tasks.iter().filter(|it| on.contains(&it.id));
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
fn ended_in(model: &Model, task: &Task, from: Micros, until: Micros, to: Micros) -> Vec<TaskId> {
    let slack = until.saturating_add(TOGETHER).min(to);
    let ended = |own: bool| -> Vec<&Task> {
        let others = model.tasks.iter().filter(|other| other.id != task.id);
        others
            .filter(|other| !own || other.by == Some(task.id))
            .filter(|other| matches!(other.fate, Fate::Ended(_)))
            .filter(|other| other.gone > from && other.gone <= slack)
            .collect()
    };
    let mut ended_tasks = ended(true);
    if ended_tasks.is_empty() {
        ended_tasks = ended(false);
    }
    let last = ended_tasks.iter().map(|it| it.gone).max().unwrap_or(0);
    let near = ended_tasks
        .iter()
        .filter(|it| it.gone + TOGETHER >= last && last + TOGETHER >= slack);
    near.map(|it| it.id).collect()
}

fn woken_by(task: &Task, from: Micros, to: Micros, wakes: &Wakes) -> Vec<TaskId> {
    let mut wakes = wakes.iter().filter(|(at, id, by)| {
        *id == task.id && (from..=to).contains(at) && by.is_some_and(|by| by != task.id)
    });
    wakes.next().and_then(|it| it.2).into_iter().collect()
}
