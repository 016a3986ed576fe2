//! Writes the picture of a run as SVG.

mod bars;
mod ends;
mod labels;
mod lane;
mod links;
mod prints;
mod strips;

use trace::{Micros, Model, TaskId};

use crate::fit::fit;
use crate::layout::{self, AXIS_HEIGHT, Layout, NOTE_HEIGHT};
use crate::pen::{At, Pen, px};
use crate::say::Speaker;
use crate::story;
use crate::text::{Font, clip, escape};
use crate::time::{self, measured, tick_label};
use crate::words::fill;

/// So far marks and texts reach into the padding right of the picture. The
/// frame has a little more: theme/timeline.css.
pub(crate) const BESIDE_RIGHT: f64 = 17.0;

/// Everything that is needed to draw one run.
pub(crate) struct Drawing<'a> {
    pub speaker: Speaker<'a>,
    pub layout: Layout,
    /// What every id begins with.
    pub id: &'a str,
    /// For which widths texts are chosen.
    pub widths: &'a [f64],
    pub pen: Pen,
}

impl<'a> Drawing<'a> {
    pub fn new(model: &'a Model, options: &crate::Options<'a>, widths: &'a [f64]) -> Drawing<'a> {
        Drawing {
            speaker: Speaker::new(model, options.words, options.scale),
            layout: layout::layout(model, options.scale),
            id: options.id,
            widths,
            pen: Pen::default(),
        }
    }

    /// The whole picture, so wide. `place` are more attributes of its outermost
    /// element, such as where it lies in a larger one.
    pub fn draw(mut self, width: &str, place: &str) -> String {
        let model = self.speaker.model;
        let id = escape(self.id);
        let height = px(self.layout.height);
        let (scale, end) = (self.layout.scale, model.end);
        let language = escape(&model.language);
        self.pen.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" width=\"{width}\" \
             height=\"{height}\"{place} role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             data-total=\"{scale}\" data-end=\"{end}\" data-language=\"{language}\">\n"
        ));
        let title = escape(&story::title(&self.speaker));
        let told = escape(&story::told(&self.speaker));
        self.pen.put(format_args!(
            "<title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{told}</desc>\n"
        ));
        let before = self.pen.out.len();
        self.axis();
        self.drops();
        self.links();
        for lane in self.layout.lanes.clone() {
            self.lane(&lane);
        }
        self.cancel_heads();
        self.strips();
        self.prints();
        self.notes();
        self.pen.end_line();
        let height = px(self.layout.height);
        let top = px(AXIS_HEIGHT - 6.0);
        self.pen.put(format_args!(
            "<line class=\"cursor\" x1=\"0\" x2=\"0\" y1=\"{top}\" y2=\"{height}\"/>\n</svg>"
        ));
        let mut picture = self.pen.out;
        let patterns = patterns(&picture[before..], &id);
        picture.insert_str(before, &patterns);
        picture
    }

    fn axis(&mut self) {
        let ticks = self.layout.ticks.clone();
        let step = ticks.get(1).map_or(1, |it| it.0);
        let grid_y = self.layout.grid_y;
        self.pen.open("g", "axis", "");
        for (at, x) in ticks {
            let label = tick_label(at, step, self.layout.scale, self.speaker.words);
            let class = match x {
                ..0.02 => "tick first",
                0.96.. => "tick last",
                _ => "tick",
            };
            self.pen.vertical(x, AXIS_HEIGHT - 7.0, grid_y, "grid", "");
            self.pen.text(At::new(x, AXIS_HEIGHT - 11.0), class, &label);
        }
        if let Some(at) = self.speaker.model.cut {
            let x = at as f64 / self.layout.scale as f64;
            self.pen.vertical(x, AXIS_HEIGHT, grid_y, "cut", "");
        }
        self.pen.raw("</g>\n");
    }

    /// What is missing in the recording.
    fn notes(&mut self) {
        let words = self.speaker.words;
        let cut = self.speaker.model.cut.map(|at| {
            let time = measured(at, words);
            fill(&words.cut, &[("time", &time)])
        });
        let killed = (!self.speaker.model.exited).then(|| words.killed.clone());
        let mut y = self.layout.notes_y + 13.0;
        for note in [cut, killed].into_iter().flatten() {
            self.clipped(At::new(0.0, y), "note", &note, Font::Small);
            y += NOTE_HEIGHT;
        }
    }

    /// The heading of a section, its upper edge at `y`.
    fn heading(&mut self, y: f64, text: &str) {
        self.pen.text(At::new(0.0, y + 12.0), "heading", text);
    }

    /// A text that is clipped where the picture ends.
    fn clipped(&mut self, at: At, class: &str, text: &str, font: Font) {
        for fitted in fit(self.widths, |width| Some(clip(text, font, width))) {
            let class = format!("{class} {}", fitted.class);
            self.pen.text(at, &class, &fitted.what);
        }
    }

    /// Data for the script: from when to when, and whose.
    fn data(&self, from: Micros, to: Micros, task: TaskId, key: &str) -> String {
        format!(
            " data-from=\"{from}\" data-to=\"{to}\" data-task=\"{task}\" data-key=\"{task}/{key}\""
        )
    }

    /// A moment, for tooltips.
    fn moment(&self, at: Micros) -> String {
        time::moment(at, self.layout.scale, 3, self.speaker.words)
    }
}

/// What bars of the drawing are covered with: it is seen in gray print, too.
fn patterns(drawing: &str, id: &str) -> String {
    let hatch = format!(
        "<pattern id=\"{id}-hatch\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect class=\"hatch\" width=\"3.5\" height=\"9\"/></pattern>"
    );
    let dots = format!(
        "<pattern id=\"{id}-dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <circle class=\"dots\" cx=\"3\" cy=\"3\" r=\"1\"/></pattern>"
    );
    let is_used = |name: &str| drawing.contains(&format!("url(#{id}-{name})"));
    let used = [("hatch", hatch), ("dots", dots)];
    let used: String = used
        .into_iter()
        .filter(|it| is_used(it.0))
        .map(|it| it.1)
        .collect();
    match used.is_empty() {
        true => used,
        false => format!("<defs>{used}</defs>\n"),
    }
}
