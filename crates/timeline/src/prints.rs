//! Where the printed lines are.

use std::ops::Range;

use trace::{Micros, Model, Output, Stream, Task};

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
/// Dotted lines nearer to each other than this, as a fraction of the picture,
/// look like one that is not dotted. In the middle between them, one line
/// touches the dots of all.
const SAME_LINE: f64 = 0.008;
/// How much sooner than a step the wait it ended may have been closed.
const CLOSED_EARLY: Micros = 1_000;

/// A printed line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    /// Which of [`Model::outputs`].
    pub output: usize,
    /// When, on the axis.
    pub x: f64,
    /// The height of the dot in the lane that printed it, if a task did.
    pub dot_y: Option<f64>,
    /// Where its row begins; none if it has no row of its own.
    pub row_y: Option<f64>,
    /// Whether it went to stderr.
    pub error: bool,
}

/// The dotted line to what was printed at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct DropLine {
    /// Which of the picture's prints. Those in between without a row of their
    /// own have no line.
    pub prints: Range<usize>,
    /// Where on the axis.
    pub x: f64,
    /// Its upper end: the uppermost dot.
    pub y0: f64,
    /// Its lower end: the last row.
    pub y1: f64,
}

/// The lines that are shown, with their places in [`Model::outputs`]. Of what
/// languages write to stderr about a failure that is the message, once: the
/// rest would be most of the picture.
pub(crate) fn shown(model: &Model) -> Vec<(usize, &Output)> {
    let mut shown: Vec<(usize, &Output)> = Vec::new();
    for (index, output) in model.outputs.iter().enumerate() {
        if output.to == Stream::Stderr {
            if is_around(&output.line) {
                continue;
            }
            // The message of a cause is often that of the failure itself.
            let same =
                |it: &mut (usize, &Output)| it.1.to == Stream::Stderr && it.1.line == output.line;
            shown.pop_if(same);
        }
        shown.push((index, output));
    }
    shown
}

/// Whether the line stands around the message of a failure: where it comes
/// from, and what to do next.
fn is_around(line: &str) -> bool {
    const BEGINS: [&str; 6] = [
        "Traceback (most recent call last):",
        "concurrent.futures.process._RemoteTraceback:",
        "The above exception was the direct cause of ",
        "During handling of the above exception, ",
        "\"\"\"",
        "note: run with `RUST_BACKTRACE",
    ];
    let is_panic = line.starts_with("thread '") && line.contains(" panicked at ");
    line.is_empty()
        || line.starts_with(char::is_whitespace)
        || BEGINS.iter().any(|begin| line.starts_with(begin))
        || is_panic && line.ends_with(':')
}

/// The printed lines, the first row at `y`.
pub(crate) fn prints(model: &Model, lanes: &[Lane], scale: Micros, y: f64) -> Vec<Print> {
    let shown = shown(model);
    let count = shown.len();
    let prints = shown.into_iter().enumerate();
    let prints = prints.map(|(place, (index, output))| Print {
        output: index,
        x: output.at as f64 / scale as f64,
        dot_y: dot_y(model, lanes, output),
        row_y: row(place, count).map(|row| y + row as f64 * PRINT_HEIGHT),
        error: output.to == Stream::Stderr,
    });
    let prints = prints.enumerate();
    let prints = prints.filter(|(place, it)| it.row_y.is_some() || *place < DOTS_MAX);
    prints.map(|it| it.1).collect()
}

/// In the lane of the task: in the row of the wait that ended before the line
/// was printed in the same step, else in the middle.
fn dot_y(model: &Model, lanes: &[Lane], output: &Output) -> Option<f64> {
    let id = output.task?;
    let lane = lane_of(lanes, model, id)?;
    let middle = lane.band.middle();
    let one_row = lane.waits.iter().all(|bar| bar.y == lane.waits[0].y);
    if one_row || lane.thin {
        return Some(middle);
    }
    let bar = model.task(id).and_then(|task| {
        let begun = last_step(task, output.at)?.saturating_sub(CLOSED_EARLY);
        let over = |index: usize| task.waits[index].to;
        let ended = lane.waits.iter();
        let ended = ended.filter(|bar| (begun..=output.at).contains(&over(bar.index)));
        ended.max_by_key(|bar| over(bar.index))
    });
    Some(bar.map_or(middle, |bar| bar.middle()))
}

/// When the step began that the task was in.
fn last_step(task: &Task, at: Micros) -> Option<Micros> {
    let begun = task.steps.partition_point(|step| step.from <= at);
    Some(task.steps[..begun].last()?.from)
}

/// The dotted lines. That of lines which nobody printed begins at `bottom`.
pub(crate) fn drop_lines(prints: &[Print], bottom: f64) -> Vec<DropLine> {
    let mut lines: Vec<DropLine> = Vec::new();
    for (index, print) in prints.iter().enumerate() {
        let Some(row_y) = print.row_y else { continue };
        let (y0, y1) = (print.dot_y.unwrap_or(bottom), row_y + PRINT_HEIGHT / 2.0);
        let first = |line: &DropLine| prints[line.prints.start].x;
        match lines.last_mut() {
            Some(last) if print.x - first(last) < SAME_LINE => {
                last.x = (first(last) + print.x) / 2.0;
                last.prints.end = index + 1;
                (last.y0, last.y1) = (last.y0.min(y0), y1);
            }
            _ => lines.push(DropLine {
                prints: index..index + 1,
                x: print.x,
                y0,
                y1,
            }),
        }
    }
    lines
}

/// The row of a printed line, if it has one.
fn row(place: usize, count: usize) -> Option<usize> {
    if count <= PRINTS_MAX || place < PRINTS_FIRST {
        return Some(place);
    }
    (place + PRINTS_LAST >= count).then(|| PRINTS_MAX + place - count)
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
