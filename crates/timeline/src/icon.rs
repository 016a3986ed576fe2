//! Draws a run as small as the icon of a browser tab: lanes, waits and steps.

use trace::Model;

use crate::bars::Bar;
use crate::layout;
use crate::pen::Pen;
use crate::standalone::{STYLE, dark};

/// The side of the square. Icons have 16 px or a multiple, so whole numbers
/// are sharp edges.
pub(crate) const SIDE: f64 = 16.0;

/// From a lane to the next; room for two.
const LANE_STEP: f64 = 8.0;

/// Above the first lane, below the last, and half of what is between them.
const MARGIN: f64 = 1.0;

/// The waits and steps of a run in lanes, without text. Its colors are those of
/// the pictures, for light and for dark tabs.
pub fn icon(model: &Model) -> String {
    let mut pen = Pen::default();
    let layout = layout::layout(model, layout::scale(&[model]));
    for (lane, top) in layout.lanes.iter().zip(tops()) {
        let waits = lane.waits.iter().map(|bar| (bar, "wait"));
        let steps = lane.steps.iter().map(|step| (&step.bar, "step"));
        for (bar, class) in waits.chain(steps) {
            pen.rect(&in_lane(bar, top), class, "");
            pen.end_line();
        }
    }
    let (light, dark, drawn) = (style(STYLE), style(dark()), pen.out);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\">\n\
         <style>\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n</style>\n\
         {drawn}</svg>\n"
    )
}

/// The upper edges of the lanes.
fn tops() -> impl Iterator<Item = f64> {
    (0..).map(|lane| MARGIN + f64::from(lane) * LANE_STEP)
}

/// A bar of the layout, where it is in the icon.
fn in_lane(bar: &Bar, top: f64) -> Bar {
    Bar {
        y: top,
        height: LANE_STEP - 2.0 * MARGIN,
        ..*bar
    }
}

/// The rules of a theme. A wait has the color of its edge: without one, its
/// own is too pale for a tab.
fn style(theme: &str) -> String {
    let step = color(theme, "--timeline-thread-0");
    let wait = color(theme, "--timeline-timer-edge");
    format!(".step {{ fill: {step}; }}\n.wait {{ fill: {wait}; }}")
}

/// The first value of a color in a style sheet.
fn color<'a>(style: &'a str, name: &str) -> &'a str {
    let value = style.split_once(&format!("{name}: "));
    let value = value.and_then(|it| it.1.split_once(';'));
    value.expect("theme/timeline.css has the color").0
}
