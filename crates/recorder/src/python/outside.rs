//! What the main thread does outside of event loops, if it does anything.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use trace::{Event, Micros, Stream, TaskId, TaskKind};

use super::tidy::{self, Holds};

/// A call that did not say how long it would block is worth a lane if a job was
/// there for so long that it can have waited for it. How long it took by itself
/// says nothing: on a busy machine a pool without jobs takes as long to end.
const SEEN: Micros = 50_000;

/// Drops the stretches of the main thread in which nothing can be seen, and its
/// task if none is left.
///
/// The recorder makes that task at once, and enters it whenever no event loop
/// has the thread: most programs only define functions then.
pub(super) fn drop_unseen(events: &mut Vec<Event>) {
    let Some(main) = main_thread(events) else {
        return;
    };
    let holds = tidy::holds(events);
    let jobs = jobs(events, main);
    let (mut seen, mut unseen) = (false, BTreeSet::new());
    for stretch in stretches(events, main) {
        if is_seen(events, &holds, &jobs, &stretch, main) {
            seen = true;
            continue;
        }
        for place in stretch {
            match &mut events[place] {
                Event::Print { task, .. } if *task == Some(main) => *task = None,
                event if is_of(event, main) => {
                    unseen.insert(place);
                }
                _ => {}
            }
        }
    }
    let alone = !events
        .iter()
        .any(|event| matches!(event, Event::Task { id, .. } if *id != main));
    if !seen && alone {
        return;
    }
    let ends = holds.iter().filter(|(from, _)| unseen.contains(from));
    let ends: Vec<usize> = ends.filter_map(|(_, to)| *to).collect();
    unseen.extend(ends);
    tidy::remove(events, &unseen);
    if seen {
        begin_when_seen(events, main);
    } else {
        forget(events, main);
    }
    asked_by_nobody(events, main);
}

/// Moves the task to where it is entered first: before, it does nothing.
fn begin_when_seen(events: &mut [Event], main: TaskId) {
    let is_made = |event: &Event| matches!(event, Event::Task { id, .. } if *id == main);
    let is_entered = |event: &Event| matches!(event, Event::Enter { id, .. } if *id == main);
    let made = events.iter().position(is_made);
    let entered = events.iter().position(is_entered);
    if let (Some(made), Some(entered)) = (made, entered) {
        let at = events[entered].at();
        if let Event::Task { t, .. } = &mut events[made] {
            *t = at;
        }
        events[made..entered].rotate_left(1);
    }
}

/// When `asyncio.run` cancels what is left, no task asked for it.
fn asked_by_nobody(events: &mut [Event], main: TaskId) {
    for event in events {
        if let Event::Wake { by, .. } | Event::Cancel { by, .. } = event
            && *by == Some(main)
        {
            *by = None;
        }
    }
}

/// The task that the recorder makes first.
fn main_thread(events: &[Event]) -> Option<TaskId> {
    let first = |event: &Event| match event {
        Event::Task { id, kind, .. } => Some((*id, *kind)),
        _ => None,
    };
    let (id, kind) = events.iter().find_map(first)?;
    (kind == TaskKind::Thread).then_some(id)
}

/// From each `enter` of the task to its `leave`, or to the end.
fn stretches(events: &[Event], main: TaskId) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut from = None;
    for (place, event) in events.iter().enumerate() {
        match event {
            Event::Enter { id, .. } if *id == main => from = Some(place),
            Event::Leave { id, .. } if *id == main => {
                stretches.extend(from.take().map(|from| from..place + 1));
            }
            _ => {}
        }
    }
    stretches.extend(from.map(|from| from..events.len()));
    stretches
}

/// From when to when jobs were there.
fn jobs(events: &[Event], main: TaskId) -> Vec<(Micros, Micros)> {
    let mut jobs = BTreeMap::new();
    for event in events {
        match event {
            Event::Task { t, id, kind, .. }
                if *id != main && matches!(kind, TaskKind::Blocking | TaskKind::Thread) =>
            {
                jobs.insert(*id, (*t, Micros::MAX));
            }
            Event::End { t, id, .. } => {
                if let Some(job) = jobs.get_mut(id) {
                    job.1 = *t;
                }
            }
            _ => {}
        }
    }
    jobs.into_values().collect()
}

fn is_seen(
    events: &[Event],
    holds: &Holds,
    jobs: &[(Micros, Micros)],
    stretch: &Range<usize>,
    main: TaskId,
) -> bool {
    let end = events.last().map_or(0, Event::at);
    stretch.clone().any(|place| match &events[place] {
        // The interpreter complains on stderr when an exception leaves `main`.
        Event::Print { task, to, .. } => *task == Some(main) && *to == Stream::Stdout,
        Event::Hold { task, for_us, .. } if *task == Some(main) => {
            let began = events[place].at();
            let freed = holds[&place].map_or(end, |free| events[free].at());
            let beside =
                |job: &(Micros, Micros)| job.1.min(freed).saturating_sub(job.0.max(began)) >= SEEN;
            for_us.is_some() || jobs.iter().any(beside)
        }
        Event::Task { by, .. } => *by == Some(main),
        _ => false,
    })
}

/// Whether the event is one that goes with an unseen stretch of the task.
fn is_of(event: &Event, main: TaskId) -> bool {
    match event {
        Event::Enter { id, .. } | Event::Leave { id, .. } => *id == main,
        Event::Hold { task, .. } => *task == Some(main),
        _ => false,
    }
}

/// Drops the task. What it did while nobody could see it, no task did.
fn forget(events: &mut Vec<Event>, main: TaskId) {
    events.retain(
        |event| !matches!(event, Event::Task { id, .. } | Event::End { id, .. } if *id == main),
    );
    for event in events {
        if let Event::Print { task, .. } | Event::Hold { task, .. } = event
            && *task == Some(main)
        {
            *task = None;
        }
    }
}
