//! Where the time of a picture begins.
//!
//! Before the first task runs, an interpreter or a runtime gets ready: 1 ms on
//! an idle machine, 30 ms on a busy one. That is not what a listing is about,
//! and it would shift two pictures that are to be compared.

use crate::{Event, Micros, Model, TaskKind, Trace};

/// When the first task began, or the first thing was printed, or a thread
/// first blocked.
pub(crate) fn zero(trace: &Trace) -> Micros {
    let mut threads = Vec::new();
    let only_threads = !trace.events.iter().any(|event| match event {
        Event::Task { kind, .. } => *kind != TaskKind::Thread,
        _ => false,
    });
    for event in &trace.events {
        match event {
            Event::Task {
                id,
                kind: TaskKind::Thread,
                ..
            } => threads.push(*id),
            // The thread that a program starts on is entered long before the
            // first task.
            Event::Enter { t, id, .. } if only_threads || !threads.contains(id) => return *t,
            Event::Hold { t, .. } | Event::Print { t, .. } => return *t,
            _ => {}
        }
    }
    0
}

/// Counts all times of the model from `zero`. What was before is at 0.
pub(crate) fn count_from(model: &mut Model, zero: Micros) {
    let shift = |times: &mut [&mut Micros]| {
        for time in times {
            **time = time.saturating_sub(zero);
        }
    };
    shift(&mut [&mut model.end]);
    model.cut = model.cut.map(|cut| cut.saturating_sub(zero));
    for output in &mut model.outputs {
        shift(&mut [&mut output.at]);
    }
    for task in &mut model.tasks {
        shift(&mut [&mut task.born, &mut task.gone]);
        for step in &mut task.steps {
            shift(&mut [&mut step.from, &mut step.to]);
            for hold in &mut step.holds {
                shift(&mut [&mut hold.from, &mut hold.to]);
            }
        }
        for wait in &mut task.waits {
            shift(&mut [&mut wait.from, &mut wait.to]);
        }
        for delay in &mut task.delays {
            shift(&mut [&mut delay.from, &mut delay.to]);
        }
        for (at, _) in &mut task.cancels {
            shift(&mut [at]);
        }
    }
}
