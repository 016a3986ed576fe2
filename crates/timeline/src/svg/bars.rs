//! Writes the bars of a lane, with their data and their tooltips.

use trace::{Micros, Step, Task};

use super::Drawing;
use crate::bars::{Bar, StepBar};
use crate::lane::Lane;
use crate::layout;
use crate::legend;
use crate::text::escape;
use crate::words::fill;

impl Drawing<'_> {
    pub(super) fn waits(&mut self, lane: &Lane, task: &Task) {
        for bar in &lane.waits {
            let wait = &task.waits[bar.index];
            let kind = legend::kind(wait.what);
            let inferred = if wait.inferred { " inferred" } else { "" };
            let thin = if lane.thin { " thin" } else { "" };
            let class = format!("wait {kind}{inferred}{thin}");
            let key = format!("wait/{}", bar.index + 1);
            let mut data = self.data(wait.from, wait.to, task.id, &key);
            if let Some(line) = wait.line {
                data.push_str(&format!(" data-line=\"{line}\""));
            }
            if !bar.is_tick() {
                data.push_str(if lane.thin { "" } else { " rx=\"3\"" });
            }
            let title = self.speaker.wait_told(task, wait);
            let title = self.speaker.on_line(title, wait.line);
            let title = self.timed(&title, wait.from, wait.to);
            self.pen.bar(bar, &class, &data, &title);
        }
    }

    pub(super) fn delays(&mut self, lane: &Lane, task: &Task) {
        for bar in &lane.delays {
            let delay = &task.delays[bar.index];
            let key = format!("delay/{}", bar.index + 1);
            let data = self.data(delay.from, delay.to, task.id, &key);
            let title = self.speaker.delay(delay).swap_remove(0);
            let title = self.timed(&title, delay.from, delay.to);
            let round = if bar.is_tick() { "" } else { " rx=\"3\"" };
            self.pen
                .bar(bar, "delay", &format!("{data}{round}"), &title);
            self.cover(bar, "dots");
        }
    }

    pub(super) fn step(&mut self, step: &StepBar, task: &Task) {
        let bar = &step.bar;
        let first = &task.steps[bar.index];
        let last = &task.steps[bar.index + step.count - 1];
        let color = layout::color(self.speaker.model, step.thread);
        let key = format!("step/{}", bar.index + 1);
        let data = self.data(first.from, last.to, task.id, &key);
        let title = self.timed(&self.step_title(step, first), first.from, last.to);
        // Many short steps are no long one.
        let busy = step.ran as f64 >= 0.5 * last.to.saturating_sub(first.from) as f64;
        let class = match (step.share, busy || bar.is_tick()) {
            (Some(_), _) => format!("step shared thread-{color}"),
            (None, true) => format!("step thread-{color}"),
            (None, false) => format!("step many thread-{color}"),
        };
        self.pen.bar(bar, &class, &data, &title);
        if let Some(share) = step.share {
            self.share(bar, share, color);
        }
    }

    /// Which thread, and what it did there.
    fn step_title(&self, step: &StepBar, first: &Step) -> String {
        let word = self.speaker.step_word();
        let what = match step.count {
            1 => self.speaker.step(first).into_iter().next(),
            count => {
                let holes = [("count", &*count.to_string()), ("step", word)];
                Some(fill(&self.speaker.words.many_steps, &holes))
            }
        };
        let what = what.unwrap_or_else(|| word.to_string());
        format!("{}: {what}", self.speaker.thread(step.thread))
    }

    /// The part of a bar in which its thread had a processor.
    pub(super) fn share(&mut self, bar: &Bar, share: f64, color: usize) {
        let height = bar.height * share;
        let part = Bar {
            y: bar.y + bar.height - height,
            height,
            ..*bar
        };
        self.pen.rect(&part, &format!("share thread-{color}"), "");
    }

    pub(super) fn holds(&mut self, lane: &Lane, task: &Task) {
        let holds = || task.steps.iter().flat_map(|step| &step.holds);
        for (bar, hold) in lane.holds.iter().zip(holds()) {
            if bar.is_tick() {
                continue;
            }
            let key = format!("hold/{}", bar.index + 1);
            let data = self.data(hold.from, hold.to, task.id, &key);
            let title = self.speaker.hold(task, hold).swap_remove(0);
            let title = self.timed(&title, hold.from, hold.to);
            let fill = format!(" fill=\"url(#{}-hatch)\"", escape(self.id));
            self.pen.bar(bar, "hold", &format!("{data}{fill}"), &title);
        }
    }

    /// Lays a pattern over a bar.
    pub(super) fn cover(&mut self, bar: &Bar, pattern: &str) {
        if !bar.is_tick() {
            let fill = format!(" fill=\"url(#{}-{pattern})\"", escape(self.id));
            self.pen.rect(bar, "cover", &fill);
        }
    }

    /// A tooltip: what, and from when to when.
    fn timed(&self, what: &str, from: Micros, to: Micros) -> String {
        format!("{what}: {} – {}", self.moment(from), self.moment(to))
    }
}
