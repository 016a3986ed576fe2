//! The strips of the threads: who had which thread when.

use trace::{Micros, Model, ThreadId};

use crate::bars::{self, Bar, TICK_MAX};
use crate::lanes;

/// The line above a strip with the name of the thread.
pub const STRIP_NAME_HEIGHT: f64 = 15.0;
/// A strip: 11 px text fits in.
pub const STRIP_HEIGHT: f64 = 16.0;
/// Between a strip and the name of the next.
pub const STRIP_GAP: f64 = 4.0;

/// More threads than this are left out: their strips would be the picture.
const STRIPS_MAX: usize = 10;

/// Runs nearer to each other than this are not told apart.
const TOGETHER_MAX: f64 = 0.005;

/// One thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Which.
    pub thread: ThreadId,
    /// The upper edge of its name.
    pub name_y: f64,
    /// The upper edge of the strip.
    pub y: f64,
    /// The height of the strip.
    pub height: f64,
    /// What ran there.
    pub runs: Vec<Run>,
}

/// One or several steps of a task on a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where; the index is that of the task in the model.
    pub bar: Bar,
    /// Whether it blocked the thread.
    pub blocks: bool,
    /// Which part of the time it had a processor, if not (almost) all.
    pub share: Option<f64>,
}

/// Whether threads matter in this run: there were several, or one was blocked.
pub(crate) fn matter(model: &Model) -> bool {
    let tasks = model
        .tasks
        .iter()
        .filter(|it| !lanes::is_backdrop(model, it));
    let mut holds = tasks.flat_map(|it| &it.steps).flat_map(|it| &it.holds);
    model.threads.len() > 1 || holds.any(|it| bars::is_long(it.from, it.to, model.end))
}

/// The strips of all threads, the first name at `y`.
pub(crate) fn strips(model: &Model, scale: Micros, mut y: f64) -> Vec<Strip> {
    let mut strips = Vec::new();
    for thread in model.threads.iter().take(STRIPS_MAX) {
        let top = y + STRIP_NAME_HEIGHT;
        strips.push(Strip {
            thread: thread.id,
            name_y: y,
            y: top,
            height: STRIP_HEIGHT,
            runs: runs(model, thread.id, scale, top),
        });
        y = top + STRIP_HEIGHT + STRIP_GAP;
    }
    strips
}

fn runs(model: &Model, thread: ThreadId, scale: Micros, y: f64) -> Vec<Run> {
    let tasks = model.tasks.iter().enumerate();
    let mut steps: Vec<_> = tasks
        .flat_map(|(index, task)| task.steps.iter().map(move |step| (index, step)))
        .filter(|(_, step)| step.thread == thread)
        .collect();
    steps.sort_by_key(|(_, step)| step.from);
    let x = |at: Micros| at as f64 / scale as f64;
    let mut runs: Vec<Run> = Vec::new();
    for (index, step) in steps {
        let (x0, x1) = (x(step.from), x(step.to));
        let run = Run {
            bar: Bar {
                index,
                x0,
                x1,
                y,
                height: STRIP_HEIGHT,
            },
            blocks: bars::blocks(step),
            share: bars::share(step),
        };
        match runs.last_mut() {
            // A tick on top of a tick shows nothing new.
            Some(last) if x1 - last.bar.x0 < TOGETHER_MAX => last.bar.x1 = last.bar.x1.max(x1),
            Some(last)
                if x0 - last.bar.x1 < TOGETHER_MAX
                    && run.bar.is_tick()
                    && last.bar.index == index
                    && last.bar.width() > TICK_MAX => {}
            _ => runs.push(run),
        }
    }
    runs
}
