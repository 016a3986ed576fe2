//! Writes one lane: its name, and what the other modules put into it.

use trace::Task;

use super::Drawing;
use crate::fit::fit;
use crate::lane::Lane;
use crate::lanes::Of;
use crate::pen::At;
use crate::text::{Font, clip, shorten, width};
use crate::words::fill;

/// With more steps than this in a lane or strip, their lines are thinner.
pub(super) const BUSY_FROM: usize = 40;

/// From the upper edge of a name to its base line.
pub(super) const NAME_BASE: f64 = 15.0;

/// Between a name and what stands beside it.
const ORIGIN_GAP: f64 = 9.0;

impl Drawing<'_> {
    /// One lane.
    pub(super) fn lane(&mut self, lane: &Lane) {
        let task = &self.speaker.model.tasks[lane.of.tasks()[0]];
        let line = task.line.map(|line| format!(" data-line=\"{line}\""));
        let line = line.unwrap_or_default();
        let id = task.id;
        match &lane.of {
            Of::Task(_) => {
                let data = format!(" data-task=\"{id}\" data-key=\"lane/{id}\"{line}");
                let busy = lane.steps.len() > BUSY_FROM;
                let class = if busy { "lane busy" } else { "lane" };
                self.pen.open("g", class, &data);
                self.task(lane, task);
            }
            Of::Crowd(tasks) => {
                let data = format!(" data-key=\"crowd/{id}\"{line}");
                self.pen.open("g", "lane crowd", &data);
                self.crowd(lane, tasks);
            }
        }
        self.pen.raw("</g>\n");
    }

    fn task(&mut self, lane: &Lane, task: &Task) {
        self.name(lane, task);
        self.pen.rect(&lane.band, "alive", " rx=\"3\"");
        self.waits(lane, task);
        self.delays(lane, task);
        for bar in &lane.steps {
            self.step(bar, task);
        }
        self.holds(lane, task);
        self.dropped(lane, task);
        self.bar_labels(lane, task);
        self.end(lane, task);
    }

    fn crowd(&mut self, lane: &Lane, tasks: &[usize]) {
        let text = self.speaker.crowd(tasks);
        self.clipped(
            At::new(0.0, lane.name_y + NAME_BASE),
            "label",
            &text,
            Font::Label,
        );
        self.pen.rect(&lane.band, "alive", " rx=\"3\"");
        for bar in &lane.density {
            self.pen.rect(bar, "density", "");
        }
    }

    /// The name of the lane, and beside it where the task comes from.
    fn name(&mut self, lane: &Lane, task: &Task) {
        let name = self.speaker.names[lane.of.tasks()[0]].clone();
        let origin = self.beside_name(lane, task);
        self.pen.open("g", "name", "");
        self.pen.title([&*name, " ", &*origin].concat().trim_end());
        let fitted = fit(self.widths, |width| {
            let room = self.room_for_name(lane, task, width);
            Some(name_in(&name, &origin, room))
        });
        for it in fitted {
            let (name, origin) = it.what;
            let class = format!("name {}", it.class);
            let y = lane.name_y + NAME_BASE;
            self.pen.text_with(
                At::new(0.0, y),
                &class,
                &name,
                ("origin", &origin, ORIGIN_GAP),
            );
        }
        self.pen.close("g");
    }

    fn beside_name(&self, lane: &Lane, task: &Task) -> String {
        let count = lane.waits.len().to_string();
        let at_once = fill(&self.speaker.words.at_once, &[("count", &count)]);
        let parts = [self.speaker.origin(task), lane.thin.then_some(at_once)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// The name and what stands beside it, as far as there is room: the name is
/// worth more, and its beginning more than its end.
fn name_in(name: &str, origin: &str, room: f64) -> (String, String) {
    let beside = width(origin, Font::Small) + ORIGIN_GAP + 1.0;
    let fits = |name: &str, more: f64| width(name, Font::Name) + more <= room;
    let whole = |name: &str| (name.to_string(), origin.to_string());
    let alone = |name: String| (name, String::new());
    let short = shorten(name);
    if fits(name, beside) {
        whole(name)
    } else if fits(name, 0.0) {
        alone(name.to_string())
    } else if fits(&short, beside) {
        // What is clipped at its end may show more than `name(…)`.
        let clipped = clip(name, Font::Name, room - beside);
        whole(if clipped.len() > short.len() {
            &clipped
        } else {
            &short
        })
    } else if fits(&short, 0.0) {
        alone(short)
    } else {
        alone(clip(name, Font::Name, room))
    }
}
