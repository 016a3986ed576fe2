//! Where the printed lines are.

use trace::{Micros, Model, Stream};

use crate::lane::{Lane, lane_of};

/// One printed line.
pub const PRINT_HEIGHT: f64 = 18.0;
/// More printed lines than this are summed up.
pub const PRINTS_MAX: usize = 12;
/// So many of the last lines are shown even then: they tell the result.
const PRINTS_LAST: usize = 3;
/// So many of the first lines are shown then.
const PRINTS_FIRST: usize = PRINTS_MAX - PRINTS_LAST - 1;
/// More printed lines than this are not even dots in their lanes.
const DOTS_MAX: usize = 500;

/// A printed line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    /// Which of [`Model::outputs`].
    pub output: usize,
    /// When, on the axis.
    pub x: f64,
    /// The height of the lane that printed it, if a task did.
    pub dot_y: Option<f64>,
    /// Where its row begins; none if it has no row of its own.
    pub row_y: Option<f64>,
    /// Whether it went to stderr.
    pub error: bool,
}

/// The printed lines, the first row at `y`.
pub(crate) fn prints(model: &Model, lanes: &[Lane], scale: Micros, y: f64) -> Vec<Print> {
    let count = model.outputs.len();
    let outputs = model.outputs.iter().enumerate();
    let prints = outputs.map(|(index, output)| {
        let lane = output.task.and_then(|id| lane_of(lanes, model, id));
        Print {
            output: index,
            x: output.at as f64 / scale as f64,
            dot_y: lane.map(|lane| lane.band.middle()),
            row_y: row(index, count).map(|row| y + row as f64 * PRINT_HEIGHT),
            error: output.to == Stream::Stderr,
        }
    });
    prints
        .filter(|it| it.row_y.is_some() || it.output < DOTS_MAX)
        .collect()
}

/// The row of a printed line, if it has one.
fn row(index: usize, count: usize) -> Option<usize> {
    if count <= PRINTS_MAX || index < PRINTS_FIRST {
        return Some(index);
    }
    (index + PRINTS_LAST >= count).then(|| PRINTS_MAX + index - count)
}

/// How many lines have no row, and where the row that says so begins.
pub(crate) fn more(count: usize, y: f64) -> Option<(usize, f64)> {
    let hidden = count.checked_sub(PRINTS_FIRST + PRINTS_LAST)?;
    (count > PRINTS_MAX).then_some((hidden, y + PRINTS_FIRST as f64 * PRINT_HEIGHT))
}

/// How high the rows are, all together.
pub(crate) fn height(count: usize) -> f64 {
    count.min(PRINTS_MAX) as f64 * PRINT_HEIGHT
}
