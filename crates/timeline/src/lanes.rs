//! Which tasks get a lane of their own, and what lanes are called.

use std::collections::HashMap;

use trace::{Micros, Model, Task, TaskKind, Thread};

use crate::text::clean;
use crate::words::{Words, fill};

/// More lanes than this are no picture any more. What is beyond is drawn
/// together, by the line that made it.
pub const LANES_MAX: usize = 14;

/// Where there are more, the picture is not filled with lanes that are all
/// alike: so few are enough to see what the others do.
pub const FEW_LANES: usize = 8;

/// What a lane stands for. Numbers are indices of [`Model::tasks`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// One task.
    Task(usize),
    /// Many tasks of one kind, made by one line, of which the first have lanes
    /// of their own.
    Crowd(Vec<usize>),
}

impl Of {
    /// The tasks of the lane.
    pub fn tasks(&self) -> &[usize] {
        match self {
            Of::Task(task) => std::slice::from_ref(task),
            Of::Crowd(tasks) => tasks,
        }
    }
}

/// The lanes of a picture, from top to bottom.
pub fn choose(model: &Model) -> Vec<Of> {
    let tasks = model.tasks.iter().enumerate();
    let tasks: Vec<(usize, &Task)> = tasks
        .filter(|(_, task)| !is_backdrop(model, task))
        .collect();
    if tasks.len() <= LANES_MAX {
        return tasks.iter().map(|it| Of::Task(it.0)).collect();
    }
    let groups = groups(&tasks);
    // As many of each group as there is room for; at least one of each.
    let rows = |shown: usize| -> usize {
        let rows = groups.iter().map(|group| (shown + 1).min(group.len()));
        rows.sum()
    };
    let shown = (1..LANES_MAX).rev().find(|it| rows(*it) <= FEW_LANES);
    let shown = shown.unwrap_or(1);
    let mut lanes: Vec<Of> = Vec::new();
    for group in &groups {
        // A crowd of one is a lane.
        let shown = if group.len() == shown + 1 {
            shown + 1
        } else {
            shown
        };
        let (first, rest) = group.split_at(shown.min(group.len()));
        lanes.extend(first.iter().map(|task| Of::Task(*task)));
        if !rest.is_empty() {
            lanes.push(Of::Crowd(rest.to_vec()));
        }
    }
    // In the order in which they were made, each crowd behind its first lanes.
    lanes.sort_by_key(|lane| lane.tasks()[0]);
    fold_the_rest(lanes)
}

/// Whether the task is what the thread of the program does before and after it
/// runs `main`, and nobody would miss it.
pub(crate) fn is_backdrop(model: &Model, task: &Task) -> bool {
    /// Starting and ending a runtime takes a few milliseconds.
    const NOTICED: Micros = 8_000;
    let long = |from: Micros, to: Micros| to.saturating_sub(from) >= NOTICED;
    is_main_thread(task)
        && model.tasks.iter().any(|it| it.kind == TaskKind::Main)
        && model.outputs.iter().all(|it| it.task != Some(task.id))
        && !task.steps.iter().any(|it| long(it.from, it.to))
        && task.waits.is_empty()
}

/// Whether the task is the thread that the program starts on.
pub(crate) fn is_main_thread(task: &Task) -> bool {
    task.kind == TaskKind::Thread && task.name == "main"
}

/// Whether this is the one thread of another process.
pub(crate) fn is_process(thread: &Thread) -> bool {
    thread.name.starts_with("process ")
}

/// Whether the task is a job that ran in another process.
pub(crate) fn is_process_job(model: &Model, task: &Task) -> bool {
    let ran_there = |thread: &Thread| {
        is_process(thread) && task.steps.iter().any(|step| step.thread == thread.id)
    };
    task.kind == TaskKind::Blocking && model.threads.iter().any(ran_there)
}

/// Tasks of the same kind from the same line, in the order of their first.
fn groups(tasks: &[(usize, &Task)]) -> Vec<Vec<usize>> {
    let mut place: HashMap<(TaskKind, Option<u32>), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, task) in tasks {
        let group = *place.entry((task.kind, task.line)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(*index);
    }
    groups
}

/// A program can make tasks on more lines than there is room for lanes.
fn fold_the_rest(mut lanes: Vec<Of>) -> Vec<Of> {
    if lanes.len() > LANES_MAX {
        let rest = lanes.split_off(LANES_MAX - 1);
        let mut tasks: Vec<usize> = rest.iter().flat_map(|it| it.tasks().to_vec()).collect();
        tasks.sort_unstable();
        lanes.push(Of::Crowd(tasks));
    }
    lanes
}

/// What each task of the model is called: unlike any other, never empty.
pub fn names(model: &Model, words: &Words) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let named = |task: &Task| -> String {
        let name = clean(&task.name);
        let name = name.trim();
        if is_main_thread(task) {
            return words.main_thread.clone();
        }
        if !name.is_empty() {
            return name.to_string();
        }
        let word = match task.kind {
            TaskKind::Main | TaskKind::Task => &words.task_number,
            TaskKind::Blocking if is_process_job(model, task) => &words.process_job_number,
            TaskKind::Blocking => &words.job_number,
            TaskKind::Thread => &words.thread_number,
        };
        fill(word, &[("number", &task.id.to_string())])
    };
    let mut names: Vec<String> = model.tasks.iter().map(named).collect();
    for name in &names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for name in &mut names {
        if counts.contains_key(name) {
            let number = numbers.entry(name.clone()).or_default();
            *number += 1;
            *name = format!("{name} ({number})");
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn lines(model: &Model) -> Vec<String> {
        let names = names(model, &samples::words());
        let line = |of: &Of| match of {
            Of::Task(task) => names[*task].clone(),
            Of::Crowd(tasks) => format!("{} more, from {}", tasks.len(), names[tasks[0]]),
        };
        choose(model).iter().map(line).collect()
    }

    #[test]
    fn tasks_with_one_name_are_counted() {
        let model = samples::hundred();
        let lines = lines(&model);
        assert_eq!(lines[..2], ["main", "nap(n) (1)"]);
        assert_eq!(lines.last().unwrap(), "94 more, from nap(n) (7)");
        assert_eq!(lines.len(), FEW_LANES);
    }

    #[test]
    fn each_line_that_makes_tasks_keeps_lanes() {
        let mut model = samples::hundred();
        for (index, task) in model.tasks.iter_mut().enumerate().skip(1) {
            task.line = Some(5 + index as u32 % 3);
        }
        let crowds = choose(&model)
            .into_iter()
            .filter(|it| matches!(it, Of::Crowd(_)));
        assert_eq!(crowds.count(), 3);
        assert!(choose(&model).len() <= LANES_MAX);
    }

    #[test]
    fn tasks_from_fifty_lines_are_folded_too() {
        let mut model = samples::hundred();
        for (index, task) in model.tasks.iter_mut().enumerate().skip(1) {
            task.line = Some(index as u32 / 2);
        }
        let lanes = choose(&model);
        assert_eq!(lanes.len(), LANES_MAX);
        let tasks: usize = lanes.iter().map(|it| it.tasks().len()).sum();
        assert_eq!(tasks, 101);
    }

    #[test]
    fn the_thread_around_main_has_a_lane_if_it_does_something() {
        let mut model = samples::spawned_in_python();
        model.tasks.push(trace::Task {
            id: 4,
            kind: TaskKind::Thread,
            ..model.tasks[0].clone()
        });
        model.tasks[3].waits.clear();
        assert_eq!(lines(&model).len(), 3);
        model.tasks[3].steps[2].from -= 50_000;
        assert_eq!(lines(&model)[3], "main thread");
    }
}
