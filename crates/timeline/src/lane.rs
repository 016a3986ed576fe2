//! One lane: how high it is, and where its bars are.

use trace::{Micros, Model, Task, TaskId};

use crate::bars::{self, Bar, Item, StepBar};
use crate::lanes::Of;

/// The line above a lane with its name; below it, the head of an arrow.
pub const NAME_HEIGHT: f64 = 22.0;
/// One row of a lane: a bar with 12 px text in it.
pub const ROW_HEIGHT: f64 = 24.0;
/// Between the edge of a lane and the waits in it, so that the lane is seen.
pub const INSET: f64 = 2.0;
/// A lane in which threads took turns: what is drawn in part must leave room
/// for text in the larger part.
pub const SHARED_HEIGHT: f64 = 40.0;
/// With more rows than this, they are too thin for text.
pub const ROWS_MAX: usize = 6;
/// A row without text.
pub const THIN_ROW_HEIGHT: f64 = 4.0;
/// More thin rows than this share places.
pub const THIN_ROWS_MAX: usize = 48;
/// The lane of many tasks.
pub const CROWD_HEIGHT: f64 = 30.0;
/// Into so many parts its time is divided.
const CROWD_BINS: usize = 120;

/// What happened to a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Whose lane it is.
    pub of: Of,
    /// The upper edge of its name.
    pub name_y: f64,
    /// From when to when it lived.
    pub band: Bar,
    /// What it waited for, several at once one above the other.
    pub waits: Vec<Bar>,
    /// When it was ready and had no thread.
    pub delays: Vec<Bar>,
    /// When it ran.
    pub steps: Vec<StepBar>,
    /// When it blocked its thread; counted through all of its steps.
    pub holds: Vec<Bar>,
    /// Whether its rows are too thin for text.
    pub thin: bool,
    /// For a crowd: how many of it lived, as boxes; the index is the number.
    pub density: Vec<Bar>,
}

impl Lane {
    /// Whether a step lies over the end of a bar.
    pub(crate) fn ends_under_step(&self, bar: &Bar) -> bool {
        let end = bar.x1 - bars::TICK_MAX;
        let steps = self.steps.iter().map(|step| &step.bar);
        let mut wide = steps.filter(|step| !step.is_tick());
        wide.any(|step| step.x0 < end && end < step.x1)
    }
}

/// How the rows of a lane lie.
struct Rows {
    top: f64,
    count: usize,
    height: f64,
    /// Between two rows.
    gap: f64,
}

impl Rows {
    /// The upper edge of a bar in that row, and its height.
    fn place(&self, row: usize) -> (f64, f64) {
        let y = self.top + INSET + (row % self.count) as f64 * self.height;
        (y + self.gap / 2.0, self.height - self.gap)
    }
}

/// The lane of one task, its name at `y`.
pub(crate) fn lane(task: &Task, of: Of, scale: Micros, y: f64) -> Lane {
    let (items, count) = bars::rows(task, scale);
    let top = y + NAME_HEIGHT;
    let thin = count > ROWS_MAX;
    let rows = match thin {
        true => Rows {
            top,
            count: count.min(THIN_ROWS_MAX),
            height: THIN_ROW_HEIGHT,
            gap: 1.0,
        },
        false => Rows {
            top,
            count,
            height: ROW_HEIGHT,
            gap: INSET,
        },
    };
    let mut height = rows.count as f64 * rows.height + 2.0 * INSET;
    if task.steps.iter().any(|step| bars::share(step).is_some()) {
        height = height.max(SHARED_HEIGHT);
    }
    let bar = |index, from, to, (y, height)| Bar::new(index, (from, to), scale, y, height);
    let mut lane = Lane {
        of,
        name_y: y,
        band: bar(0, task.born, task.gone.max(task.born), (top, height)),
        waits: Vec::new(),
        delays: Vec::new(),
        steps: bars::steps(task, scale, top, height),
        holds: Vec::new(),
        thin,
        density: Vec::new(),
    };
    for (row, item) in items {
        let place = rows.place(row);
        match item {
            Item::Wait(index, wait) => {
                let bar = bar(index, wait.from, bars::until(wait, task), place);
                let like = |other: usize| task.waits[other].what == wait.what;
                bars::add(&mut lane.waits, bar, like);
            }
            Item::Delay(index, it) => {
                bars::add(&mut lane.delays, bar(index, it.from, it.to, place), |_| {
                    true
                });
            }
        }
    }
    let holds = task.steps.iter().flat_map(|step| &step.holds).enumerate();
    lane.holds = holds
        .map(|(index, hold)| bar(index, hold.from, hold.to, (top, height)))
        .collect();
    lane
}

/// The lane of many tasks.
pub(crate) fn crowd(model: &Model, tasks: &[usize], scale: Micros, y: f64) -> Lane {
    let top = y + NAME_HEIGHT;
    let lives: Vec<&Task> = tasks.iter().map(|task| &model.tasks[*task]).collect();
    let born = lives.iter().map(|it| it.born).min().unwrap_or(0);
    let gone = lives.iter().map(|it| it.gone).max().unwrap_or(0);
    Lane {
        of: Of::Crowd(tasks.to_vec()),
        name_y: y,
        band: Bar::new(0, (born, gone), scale, top, CROWD_HEIGHT),
        waits: Vec::new(),
        delays: Vec::new(),
        steps: Vec::new(),
        holds: Vec::new(),
        thin: false,
        density: density(&lives, (born, gone), scale, top),
    }
}

/// How many of the tasks lived at each time.
fn density(lives: &[&Task], life: (Micros, Micros), scale: Micros, top: f64) -> Vec<Bar> {
    let mut density: Vec<Bar> = Vec::new();
    for bin in 0..CROWD_BINS as Micros {
        let edge = |bin: Micros| (bin * scale / CROWD_BINS as Micros).clamp(life.0, life.1);
        let (from, to) = (edge(bin), edge(bin + 1));
        let middle = (from + to) / 2;
        let alive = lives
            .iter()
            .filter(|it| it.born <= middle && middle < it.gone);
        let alive = alive.count();
        let height = (alive as f64 / lives.len() as f64 * CROWD_HEIGHT).round();
        let bar = Bar::new(
            alive,
            (from, to),
            scale,
            top + CROWD_HEIGHT - height,
            height,
        );
        match density.last_mut() {
            _ if from == to || height == 0.0 => {}
            Some(last) if last.height == height && last.x1 == bar.x0 => last.x1 = bar.x1,
            _ => density.push(bar),
        }
    }
    density
}

/// The lane of a task, by its number.
pub(crate) fn lane_of<'a>(lanes: &'a [Lane], model: &Model, id: TaskId) -> Option<&'a Lane> {
    let index = model.tasks.iter().position(|task| task.id == id)?;
    lanes.iter().find(|lane| lane.of.tasks().contains(&index))
}
