//! Writes what stands in the bars of a lane.

use trace::Task;

use super::Drawing;
use crate::bars::{Bar, StepBar};
use crate::fit::{PAD, fit, into_slots, slots};
use crate::lane::Lane;
use crate::layout;
use crate::pen::At;
use crate::text::Font;

/// The line of a short step, as a fraction of a narrow picture.
const LINE_WIDTH: f64 = 0.004;

/// The dot of a print, likewise, as far as the air beside texts does not cover
/// it.
const DOT_WIDTH: f64 = 0.02;

impl Drawing<'_> {
    /// What stands in the bars of a lane.
    pub(super) fn bar_labels(&mut self, lane: &Lane, task: &Task) {
        if lane.thin {
            return;
        }
        let steps = lane.steps.iter();
        let over: Vec<(f64, f64)> = steps
            .map(|it| (it.bar.x0, it.bar.x1.max(it.bar.x0 + LINE_WIDTH)))
            .collect();
        for bar in &lane.waits {
            let wait = &task.waits[bar.index];
            let texts = self.speaker.wait_in_bar(wait);
            let slots = slots(bar.x0, bar.x1, &self.with_dots(&over, task, bar));
            match self.speaker.has_cross(lane, task, bar) {
                true => self.dropped_label(&texts, &slots, bar),
                false => self.label(&texts, &slots, bar.middle(), "label"),
            }
        }
        for bar in &lane.delays {
            let texts = self.speaker.delay(&task.delays[bar.index]);
            let slots = slots(bar.x0, bar.x1, &over);
            self.label(&texts, &slots, bar.middle(), "label on-delay");
        }
        let holds = task.steps.iter().flat_map(|step| &step.holds);
        for (bar, hold) in lane.holds.iter().zip(holds) {
            let texts = self.speaker.hold(task, hold);
            let class = self.on_thread(lane, bar);
            let slots = slots(bar.x0, bar.x1, &self.with_dots(&[], task, bar));
            self.label(&texts, &slots, bar.middle(), &class);
        }
        for step in lane.steps.iter().filter(|it| it.count == 1) {
            self.step_label(lane, step, task);
        }
    }

    /// What lies over a bar, in order, with the dots of what was printed
    /// there. Beside a dot at an end of the bar is room enough.
    fn with_dots(&self, over: &[(f64, f64)], task: &Task, bar: &Bar) -> Vec<(f64, f64)> {
        let outputs = &self.speaker.model.outputs;
        let prints = self.layout.prints.iter();
        let prints = prints.filter(|it| outputs[it.output].task == Some(task.id));
        let inside = |y: f64| bar.y <= y && y <= bar.bottom();
        let here = prints.filter(|it| it.dot_y.is_some_and(inside));
        let dots = here.map(|it| (it.x - DOT_WIDTH / 2.0, it.x + DOT_WIDTH / 2.0));
        let dots = dots.filter(|it| bar.x0 + DOT_WIDTH < it.0 && it.1 < bar.x1 - DOT_WIDTH);
        let mut over: Vec<(f64, f64)> = over.iter().copied().chain(dots).collect();
        over.sort_by(|one, other| one.0.total_cmp(&other.0));
        over
    }

    /// What stands in a long step: in the larger part, if it has two.
    fn step_label(&mut self, lane: &Lane, bar: &StepBar, task: &Task) {
        let texts = self.speaker.step(&task.steps[bar.bar.index]);
        let StepBar { bar, share, .. } = bar;
        let share = share.unwrap_or(1.0);
        let (middle, class) = match share > 0.5 {
            true => (
                bar.bottom() - bar.height * share / 2.0,
                self.on_thread(lane, bar),
            ),
            false => (bar.y + bar.height * (1.0 - share) / 2.0, "label".into()),
        };
        let slots = slots(bar.x0, bar.x1, &self.with_dots(&[], task, bar));
        self.label(&texts, &slots, middle, &class);
    }

    /// The class of a text on the color of the thread that ran there.
    pub(super) fn on_thread(&self, lane: &Lane, bar: &Bar) -> String {
        let under = |step: &&StepBar| step.bar.x0 <= bar.x0 && bar.x1 <= step.bar.x1 + 1e-9;
        let step = lane.steps.iter().find(under);
        let color = step.map_or(0, |it| layout::color(self.speaker.model, it.thread));
        format!("label on-thread thread-{color}")
    }

    /// One of the texts, in one of the slots, for each width.
    fn label(&mut self, texts: &[String], slots: &[(f64, f64)], middle: f64, class: &str) {
        let choose = |width| into_slots(texts, slots, width, Font::Label, 0.0);
        self.label_at(slots, middle + 4.5, class, choose);
    }

    /// The text that is chosen for each width, at the begin of its slot; its
    /// base line is at `y`.
    pub(super) fn label_at(
        &mut self,
        slots: &[(f64, f64)],
        y: f64,
        class: &str,
        choose: impl Fn(f64) -> Option<(String, usize)>,
    ) {
        for fitted in fit(self.widths, choose) {
            let (text, slot) = fitted.what;
            let at = At::new(slots[slot].0, y).right(PAD);
            self.pen
                .text(at, &format!("{class} {}", fitted.class), &text);
        }
    }
}
