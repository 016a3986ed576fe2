//! The arrows between lanes.

use trace::{Micros, Model, Task, TaskId};

use crate::lane::{Lane, lane_of};
use crate::lanes::Of;

/// How long an arrow is that comes from nowhere.
const STUB: f64 = 12.0;

/// What an arrow between two lanes says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The upper task made the lower one.
    Spawn,
    /// The first task asked for the second to be cancelled.
    Cancel,
}

/// An arrow between two lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// When.
    pub at: Micros,
    /// The task it begins at, if there is one.
    pub by: Option<TaskId>,
    /// The task it points at.
    pub task: TaskId,
    /// Where on the axis.
    pub x: f64,
    /// The edge of the lane where it begins.
    pub y0: f64,
    /// Where it points at.
    pub y1: f64,
}

/// All arrows.
pub(crate) fn links(model: &Model, lanes: &[Lane], scale: Micros) -> Vec<Link> {
    let mut links = Vec::new();
    for lane in lanes {
        let task = &model.tasks[lane.of.tasks()[0]];
        links.extend(spawn(model, lanes, lane, task, scale));
        if matches!(lane.of, Of::Task(_)) {
            let cancels = task.cancels.iter();
            links.extend(cancels.map(|it| cancel(model, lanes, lane, task, *it, scale)));
        }
    }
    links
}

/// From the maker down to the made.
fn spawn(model: &Model, lanes: &[Lane], lane: &Lane, task: &Task, scale: Micros) -> Option<Link> {
    let parent = lane_of(lanes, model, task.by?)?;
    (parent.band.y < lane.band.y).then(|| Link {
        kind: LinkKind::Spawn,
        at: task.born,
        by: task.by,
        task: task.id,
        x: task.born as f64 / scale as f64,
        y0: parent.band.bottom(),
        y1: lane.band.middle(),
    })
}

/// From whoever asked, up or down to the task that is to be cancelled.
fn cancel(
    model: &Model,
    lanes: &[Lane],
    lane: &Lane,
    task: &Task,
    (at, by): (Micros, Option<TaskId>),
    scale: Micros,
) -> Link {
    let from = by
        .and_then(|by| lane_of(lanes, model, by))
        .map(|it| it.band);
    let (y0, y1) = match from {
        Some(from) if from.y < lane.band.y => (from.bottom(), lane.band.y),
        Some(from) if from.y > lane.band.y => (from.y, lane.band.bottom()),
        _ => (lane.band.y - STUB, lane.band.y),
    };
    let x = at as f64 / scale as f64;
    Link {
        kind: LinkKind::Cancel,
        at,
        by,
        task: task.id,
        x,
        y0,
        y1,
    }
}
