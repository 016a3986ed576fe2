//! Decides where everything is, in numbers. Draws nothing and knows no words.

use trace::{Micros, Model, ThreadId};

use crate::lane::{self, Lane};
use crate::lanes::{self, Of};
use crate::links::{self, Link};
use crate::prints::{self, DropLine, Print};
use crate::strips::{self, Strip};
use crate::time;

/// The axis: a line of small text and some air.
pub const AXIS_HEIGHT: f64 = 26.0;
/// Between a lane and the name of the next.
pub const LANE_GAP: f64 = 9.0;
/// Above the heading of a section below the lanes.
pub const SECTION_GAP: f64 = 8.0;
/// The heading of a section.
pub const HEADING_HEIGHT: f64 = 18.0;
/// A remark at the bottom.
pub const NOTE_HEIGHT: f64 = 18.0;

/// Where everything of a picture is. Horizontal places are fractions of its
/// width, vertical ones px from its top.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The time that is as long as the picture is wide.
    pub scale: Micros,
    /// The labels of the axis: the moment and its place.
    pub ticks: Vec<(Micros, f64)>,
    /// One lane per task, or for many tasks.
    pub lanes: Vec<Lane>,
    /// Who made whom, and who asked whom to stop.
    pub links: Vec<Link>,
    /// The upper edge of the heading above the strips, if there are any.
    pub strips_y: Option<f64>,
    /// One strip per thread, where threads matter.
    pub strips: Vec<Strip>,
    /// The upper edge of the heading above the printed lines, if there are any.
    pub prints_y: Option<f64>,
    /// One for each printed line.
    pub prints: Vec<Print>,
    /// The dotted lines to them.
    pub drop_lines: Vec<DropLine>,
    /// The row that stands for printed lines without one: how many, and where.
    pub more_prints: Option<(usize, f64)>,
    /// Where the vertical lines of the axis end.
    pub grid_y: f64,
    /// Where remarks begin.
    pub notes_y: f64,
    /// How high all is.
    pub height: f64,
}

/// The time that pictures of these runs should be as wide as.
pub fn scale(models: &[&Model]) -> Micros {
    models.iter().map(|it| it.end).max().unwrap_or(0).max(1)
}

/// Lays out a run. `scale` is the time that is as long as the picture is
/// wide, in microseconds; the same for pictures that are to be compared.
pub fn layout(model: &Model, scale: Micros) -> Layout {
    let scale = scale.max(model.end).max(1);
    let ticks = time::ticks(scale).into_iter();
    let (lanes, mut y) = lay_lanes(model, scale);
    let mut layout = Layout {
        scale,
        ticks: ticks.map(|at| (at, at as f64 / scale as f64)).collect(),
        links: links::links(model, &lanes, scale),
        lanes,
        strips_y: None,
        strips: Vec::new(),
        prints_y: None,
        prints: Vec::new(),
        drop_lines: Vec::new(),
        more_prints: None,
        grid_y: y,
        notes_y: y,
        height: y,
    };
    if strips::matter(model) {
        layout.strips_y = Some(y + SECTION_GAP);
        y += SECTION_GAP + HEADING_HEIGHT;
        layout.strips = strips::strips(model, scale, y);
        y = layout.strips.last().map_or(y, |it| it.y + it.height) + SECTION_GAP;
    }
    layout.grid_y = y - LANE_GAP / 2.0;
    let count = prints::shown(model).len();
    if count > 0 {
        layout.prints_y = Some(y + SECTION_GAP);
        y += SECTION_GAP + HEADING_HEIGHT;
        layout.prints = prints::prints(model, &layout.lanes, scale, y);
        layout.drop_lines = prints::drop_lines(&layout.prints, layout.grid_y);
        layout.more_prints = prints::more(count, y);
        y += prints::height(count);
    }
    let notes = usize::from(model.cut.is_some()) + usize::from(!model.exited);
    layout.notes_y = y + SECTION_GAP;
    layout.height = match notes {
        0 => y,
        notes => layout.notes_y + notes as f64 * NOTE_HEIGHT,
    };
    layout
}

/// The lanes, and where they end.
fn lay_lanes(model: &Model, scale: Micros) -> (Vec<Lane>, f64) {
    let mut y = AXIS_HEIGHT;
    let mut lanes = Vec::new();
    for of in lanes::choose(model) {
        let lane = match of {
            Of::Task(task) => lane::lane(&model.tasks[task], of, scale, y),
            Of::Crowd(tasks) => lane::crowd(model, &tasks, scale, y),
        };
        y = lane.band.bottom() + LANE_GAP;
        lanes.push(lane);
    }
    (lanes, y)
}

/// Which color a thread has: 0 is the main thread's.
pub fn color(model: &Model, thread: ThreadId) -> usize {
    let main = |name: &str| name == "main";
    let others = model.threads.iter().filter(|it| !main(&it.name));
    others
        .map(|it| it.id)
        .position(|id| id == thread)
        .map_or(0, |place| 1 + place % (COLORS - 1))
}

/// So many colors there are for threads. More threads share them.
pub const COLORS: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bars::Bar;
    use crate::lane::{INSET, ROW_HEIGHT, THIN_ROW_HEIGHT};
    use crate::prints::PRINTS_MAX;
    use crate::samples;

    fn laid(model: &Model) -> Layout {
        layout(model, scale(&[model]))
    }

    /// From where to where, in thousandths of the width, and in which row of
    /// the lane.
    fn places(lane: &Lane, bars: &[Bar]) -> Vec<(u32, u32, u32)> {
        let thousandths = |x: f64| (x * 1000.0).round() as u32;
        let row = |y: f64| ((y - lane.band.y) / ROW_HEIGHT) as u32;
        let place = |it: &Bar| (thousandths(it.x0), thousandths(it.x1), row(it.y));
        bars.iter().map(place).collect()
    }

    #[test]
    fn sequential_waits_share_a_row() {
        let layout = laid(&samples::sequential());
        let [lane] = &layout.lanes[..] else {
            panic!("one lane")
        };
        assert_eq!(places(lane, &lane.waits), [(1, 335, 0), (335, 999, 0)]);
        assert_eq!(lane.band.height, ROW_HEIGHT + 2.0 * INSET);
    }

    #[test]
    fn joined_waits_are_above_each_other() {
        let layout = laid(&samples::joined());
        let [lane] = &layout.lanes[..] else {
            panic!("one lane")
        };
        assert_eq!(places(lane, &lane.waits), [(2, 503, 0), (2, 999, 1)]);
        assert_eq!(lane.band.height, 2.0 * ROW_HEIGHT + 2.0 * INSET);
    }

    #[test]
    fn spawned_waits_are_in_their_own_lanes() {
        let layout = laid(&samples::spawned());
        let waits = layout.lanes.iter().map(|lane| places(lane, &lane.waits));
        let waits: Vec<_> = waits.collect();
        assert_eq!(waits[1], [(2, 503, 0)]);
        assert_eq!(waits[2], [(2, 998, 0)]);
        let links: Vec<_> = layout.links.iter().map(|it| (it.by, it.task)).collect();
        assert_eq!(links, [(Some(1), 2), (Some(1), 3)]);
        assert_eq!(
            layout.strips,
            [],
            "one thread that nobody blocks says nothing"
        );
    }

    #[test]
    fn who_waits_for_the_thread_is_ready() {
        let layout = laid(&samples::blocked());
        let lane = &layout.lanes[2];
        assert_eq!(places(lane, &lane.delays), [(1, 334, 0)]);
        assert_eq!(places(lane, &lane.holds), [(334, 999, 0)]);
        assert_eq!(layout.strips.len(), 1);
    }

    #[test]
    fn a_wait_ends_where_only_the_thread_was_missing() {
        let mut model = samples::sequential();
        let (from, to, behind) = (251_000, 303_100, None);
        model.tasks[0]
            .delays
            .push(trace::Delay { from, to, behind });
        let layout = laid(&model);
        let lane = &layout.lanes[0];
        assert_eq!(places(lane, &lane.waits), [(1, 335, 0), (335, 827, 0)]);
        assert_eq!(places(lane, &lane.delays), [(827, 999, 0)]);
    }

    #[test]
    fn short_steps_are_lines_and_shares_are_measured() {
        let layout = laid(&samples::shared());
        let main = &layout.lanes[0];
        assert!(main.steps.iter().all(|it| it.bar.is_tick()));
        let share = layout.lanes[1].steps[0].share.expect("shares");
        assert!((share - 0.5).abs() < 0.01, "{share}");
        let parallel = laid(&samples::parallel());
        assert_eq!(parallel.lanes[1].steps[0].share, None);
    }

    #[test]
    fn thirty_waits_at_once_are_thin() {
        let lane = &laid(&samples::crowded()).lanes[0];
        assert!(lane.thin);
        assert_eq!(lane.waits.len(), 30);
        assert_eq!(lane.band.height, 30.0 * THIN_ROW_HEIGHT + 2.0 * INSET);
    }

    #[test]
    fn a_hundred_tasks_are_a_page_and_no_more() {
        let layout = laid(&samples::hundred());
        assert_eq!(layout.lanes.len(), lanes::FEW_LANES);
        let crowd = layout.lanes.last().expect("has lanes");
        assert_eq!(crowd.density[0].index, 94);
        assert!(crowd.density.is_sorted_by(|a, b| a.height > b.height));
        let rows: Vec<_> = layout.prints.iter().filter_map(|it| it.row_y).collect();
        assert_eq!(rows.len(), PRINTS_MAX - 1);
        assert_eq!(layout.more_prints.expect("has more").0, 9);
        assert_eq!(layout.prints.len(), 20, "every line is a dot");
        assert!(layout.height < 1000.0, "{}", layout.height);
    }

    #[test]
    fn ten_thousand_short_steps_are_few_bars() {
        let mut model = samples::sequential();
        let step = model.tasks[0].steps[0].clone();
        model.tasks[0].steps = (0..10_000)
            .map(|n| trace::Step {
                from: n * 30,
                to: n * 30 + 5,
                ..step.clone()
            })
            .collect();
        let steps = &laid(&model).lanes[0].steps;
        assert_eq!(steps.len(), 1);
        assert_eq!((steps[0].count, steps[0].ran), (10_000, 50_000));
    }

    #[test]
    fn nothing_is_no_reason_to_fail() {
        let mut model = samples::sequential();
        model.tasks.clear();
        model.outputs.clear();
        model.end = 0;
        let layout = layout(&model, 0);
        assert_eq!(layout.lanes, []);
        assert_eq!(layout.scale, 1);
    }
}
