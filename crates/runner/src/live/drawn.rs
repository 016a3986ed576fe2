//! Whether there is anything to draw of a run.

use anyhow::Result;
use trace::{Event, TaskKind, Trace};

/// The recording, if it has anything to draw. One thread that only prints has
/// no timeline.
pub(super) fn drawn(trace: Result<Trace>) -> Option<Trace> {
    match trace {
        Ok(trace) => is_drawn(&trace.events).then_some(trace),
        Err(error) => {
            eprintln!("no timeline of this run: {error:#}\n  this is a mistake of ours");
            None
        }
    }
}

fn is_drawn(events: &[Event]) -> bool {
    let tasks = events.iter().filter_map(|event| match event {
        Event::Task { kind, .. } => Some(*kind),
        _ => None,
    });
    let holds = events.iter().any(|it| matches!(it, Event::Hold { .. }));
    holds || tasks.clone().count() > 1 || tasks.clone().any(|it| it != TaskKind::Thread)
}
