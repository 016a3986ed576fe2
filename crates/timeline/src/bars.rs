//! The bars of one lane: waits and delays in rows, steps and holds over them.

use trace::{Delay, Micros, Over, Step, Task, ThreadId, Wait};

/// A bar narrower than this, as a fraction of the picture, is drawn as a
/// line of 3 px: it is seen at every width, and is never wider than it was
/// long on the widest picture by more than 3 px.
pub const TICK_MAX: f64 = 0.007;

/// Steps of one task nearer to each other than this are drawn as one: on the
/// widest picture their lines would touch.
const TOGETHER_MAX: f64 = 0.004;

/// Below this share of its time on the processor, a step that blocked in no
/// known call shared its processor with others.
const SHARE_MAX: f64 = 0.75;

/// Shorter steps than this are not measured well enough to speak of shares.
const SHARE_FROM: Micros = 8_000;

/// How much later than a delay the wait it explains may have been closed.
const CLOSED_LATE: Micros = 2_000;

/// A box. Horizontal places are fractions of the picture's width, vertical
/// ones px from its top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Which of the task's waits, delays, steps or holds, from 0.
    pub index: usize,
    /// Where it begins.
    pub x0: f64,
    /// Where it ends.
    pub x1: f64,
    /// Its upper edge.
    pub y: f64,
    /// How high it is.
    pub height: f64,
}

impl Bar {
    /// A bar from one time to another.
    pub(crate) fn new(
        index: usize,
        (from, to): (Micros, Micros),
        scale: Micros,
        y: f64,
        height: f64,
    ) -> Bar {
        let x = |at: Micros| at as f64 / scale as f64;
        let (x0, x1) = (x(from), x(to));
        Bar {
            index,
            x0,
            x1,
            y,
            height,
        }
    }

    /// Its lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// How wide it is.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Whether it is drawn as a line.
    pub fn is_tick(&self) -> bool {
        self.width() < TICK_MAX
    }

    /// The height of its middle.
    pub fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// One step, or several that are too near to each other to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct StepBar {
    /// Where; the index is that of the first step.
    pub bar: Bar,
    /// On which thread.
    pub thread: ThreadId,
    /// How many steps these are.
    pub count: usize,
    /// How long they ran, all together.
    pub ran: Micros,
    /// Which part of the time it had a processor, if that is worth drawing.
    pub share: Option<f64>,
}

/// What lies in the rows of a lane.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Item<'a> {
    Wait(usize, &'a Wait),
    Delay(usize, &'a Delay),
}

/// Puts the task's waits and delays into rows: what is open at the same time
/// is in different rows. Gives the row of each, and the number of rows.
pub(crate) fn rows<'a>(task: &'a Task, scale: Micros) -> (Vec<(usize, Item<'a>)>, usize) {
    let waits = task.waits.iter().enumerate();
    let delays = task.delays.iter().enumerate();
    let mut items: Vec<(Micros, Micros, Item<'a>)> = waits
        .map(|(index, wait)| (wait.from, until(wait, task), Item::Wait(index, wait)))
        .chain(delays.map(|(index, it)| (it.from, it.to, Item::Delay(index, it))))
        .collect();
    items.sort_by_key(|it| it.0);
    // A step between two waits may be recorded a little before the end of the
    // one and a little after the begin of the other.
    let slack = scale / 200;
    let mut ends: Vec<Micros> = Vec::new();
    let mut placed = Vec::new();
    for (from, to, item) in items {
        let free = ends.iter().position(|end| *end <= from + slack);
        let row = free.unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0);
        }
        ends[row] = ends[row].max(to);
        placed.push((row, item));
    }
    (placed, ends.len().max(1))
}

/// Adds a bar, unless it can be a part of the last one: both are lines in one
/// row, and so near to each other that they would touch.
pub(crate) fn add(bars: &mut Vec<Bar>, bar: Bar, like: impl Fn(usize) -> bool) {
    match bars.last_mut() {
        Some(last)
            if last.y == bar.y
                && bar.is_tick()
                && bar.x0 - last.x1 < TOGETHER_MAX
                && like(last.index) =>
        {
            last.x1 = last.x1.max(bar.x1);
        }
        _ => bars.push(bar),
    }
}

/// Until when a wait is drawn: to the delay, if what it waited for had come
/// and only the thread was missing.
pub(crate) fn until(wait: &Wait, task: &Task) -> Micros {
    let delay = task.delays.iter().find(|delay| {
        wait.over == Some(Over::Ready)
            && wait.from < delay.from
            && delay.from < wait.to
            && wait.to <= delay.to + CLOSED_LATE
    });
    delay.map_or(wait.to, |delay| delay.from)
}

/// Whether a step spends most of its time in calls that block its thread.
pub(crate) fn blocks(step: &Step) -> bool {
    let holds = step.holds.iter();
    let held: Micros = holds.map(|it| it.to.saturating_sub(it.from)).sum();
    held > 0 && held * 2 >= step.to.saturating_sub(step.from)
}

/// Whether something is long enough to be drawn as more than a line.
pub(crate) fn is_long(from: Micros, to: Micros, scale: Micros) -> bool {
    to.saturating_sub(from) as f64 >= TICK_MAX * scale as f64
}

/// Which part of the step it had a processor, if much less than all of it and
/// no known call explains that.
pub(crate) fn share(step: &Step) -> Option<f64> {
    let length = step.to.saturating_sub(step.from);
    if length < SHARE_FROM || blocks(step) {
        return None;
    }
    let share = step.cpu? as f64 / length as f64;
    (share < SHARE_MAX).then_some(share)
}

/// The steps of a lane, those that cannot be told apart as one.
pub(crate) fn steps(task: &Task, scale: Micros, y: f64, height: f64) -> Vec<StepBar> {
    let mut bars: Vec<StepBar> = Vec::new();
    for (index, step) in task.steps.iter().enumerate() {
        let bar = Bar::new(index, (step.from, step.to), scale, y, height);
        let ran = step.to.saturating_sub(step.from);
        match bars.last_mut() {
            Some(last) if is_more_of(last, &bar, step, scale) => {
                last.bar.x1 = bar.x1;
                last.count += 1;
                last.ran += ran;
            }
            _ => bars.push(StepBar {
                bar,
                thread: step.thread,
                count: 1,
                ran,
                share: share(step),
            }),
        }
    }
    bars
}

/// Whether a step is short, as those before it are, and so near to them that
/// their lines would touch.
fn is_more_of(last: &StepBar, bar: &Bar, step: &Step, scale: Micros) -> bool {
    let mean = last.ran as f64 / last.count as f64 / scale as f64;
    let short = bar.is_tick() && mean < TICK_MAX;
    let near = bar.x0 - last.bar.x1 < TOGETHER_MAX;
    short && near && last.thread == step.thread && step.holds.is_empty()
}
