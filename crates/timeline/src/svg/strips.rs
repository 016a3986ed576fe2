//! Writes the strips of the threads.

use super::Drawing;
use super::lane::BUSY_FROM;
use crate::bars::Bar;
use crate::fit::{PAD, fit, into_slots, slots};
use crate::lanes;
use crate::layout;
use crate::pen::At;
use crate::strips::{Run, Strip};
use crate::text::Font;

impl Drawing<'_> {
    /// The strips of the threads.
    pub(super) fn strips(&mut self) {
        let Some(y) = self.layout.strips_y else {
            return;
        };
        let words = self.speaker.words;
        let heading = match self.speaker.model.threads.iter().any(lanes::is_process) {
            true => &words.processes_heading,
            false => &words.threads_heading,
        };
        self.heading(y, heading);
        for strip in self.layout.strips.clone() {
            self.strip(&strip);
        }
    }

    fn strip(&mut self, strip: &Strip) {
        let name = self.speaker.thread(strip.thread);
        let color = layout::color(self.speaker.model, strip.thread);
        let busy = strip.runs.len() > BUSY_FROM;
        let class = if busy { "strip busy" } else { "strip" };
        let data = format!(" data-thread=\"{}\"", strip.thread);
        self.pen.open("g", class, &data);
        self.clipped(
            At::new(0.0, strip.name_y + 11.0),
            "small",
            name,
            Font::Small,
        );
        let scale = self.layout.scale;
        let whole = Bar::new(0, (0, scale), scale, strip.y, strip.height);
        self.pen.rect(&whole, "idle", " rx=\"2\"");
        for (index, run) in strip.runs.iter().enumerate() {
            // A local task runs inside a step of the task that drives it.
            let inner = strip.runs[index + 1..].iter();
            let inner: Vec<(f64, f64)> = inner.map(|it| (it.bar.x0, it.bar.x1)).collect();
            self.run(run, color, &slots(run.bar.x0, run.bar.x1, &inner));
        }
        self.pen.raw("</g>\n");
    }

    /// What ran on a thread; its name where nothing else lies over it.
    fn run(&mut self, run: &Run, color: usize, slots: &[(f64, f64)]) {
        let name = self.speaker.names[run.bar.index].clone();
        if let Some(share) = run.share {
            let class = format!("step shared thread-{color}");
            self.pen.bar(&run.bar, &class, "", &name);
            self.share(&run.bar, share, color);
            return;
        }
        self.pen
            .bar(&run.bar, &format!("step thread-{color}"), "", &name);
        if run.blocks {
            self.cover(&run.bar, "hatch");
        }
        let texts = [name, self.speaker.shorts[run.bar.index].clone()];
        let choose = |width| into_slots(&texts, slots, width, Font::Small, 0.0);
        for fitted in fit(self.widths, choose) {
            let (text, slot) = fitted.what;
            let class = format!("small on-thread thread-{color} {}", fitted.class);
            let at = At::new(slots[slot].0, run.bar.middle() + 4.0).right(PAD);
            self.pen.text(at, &class, &text);
        }
    }
}
