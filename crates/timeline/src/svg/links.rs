//! Writes the arrows between lanes.

use super::Drawing;
use crate::links::{Link, LinkKind};
use crate::pen::px;
use crate::words::fill;

impl Drawing<'_> {
    pub(super) fn links(&mut self) {
        for link in self.layout.links.clone() {
            match link.kind {
                LinkKind::Spawn => self.spawn(link),
                LinkKind::Cancel => self.cancel(link),
            }
        }
        self.pen.end_line();
    }

    /// From below the parent's lane down the left side to the child's begin.
    fn spawn(&mut self, link: Link) {
        let (y0, y1) = (px(link.y0), px(link.y1 - 4.0));
        let line = format!("M1 {y0}v1q0 4-4 4h-1q-4 0-4 4V{y1}q0 4 4 4h1");
        let head = format!("M-4 {}l5 3.5-5 3.5z", px(link.y1 - 3.5));
        let data = format!(" data-at=\"{}\" data-task=\"{}\"", link.at, link.task);
        let paths = [("stem", line), ("head", head)];
        self.pen.mark(link.x, "link spawn", &data, &paths, "");
    }

    fn cancel(&mut self, link: Link) {
        let words = self.speaker.words;
        let line = format!("M0 {}V{}", px(link.y0), px(link.y1 + side(link)));
        let by = link.by.map_or("", |by| self.speaker.name(by));
        let whom = self.speaker.name(link.task);
        let title = fill(&words.asks_to_cancel, &[("who", by), ("whom", whom)]);
        let data = format!(" data-at=\"{}\" data-task=\"{}\"", link.at, link.task);
        let paths = [("stem", line)];
        self.pen
            .mark(link.x, "link cancel", &data, &paths, title.trim());
    }

    /// The tips of the arrows that stop a task: over the rims of the names.
    pub(super) fn cancel_heads(&mut self) {
        for link in self.layout.links.clone() {
            if link.kind == LinkKind::Cancel {
                let side = side(link);
                let head = format!("M0 {}l-3.5 {side}h7z", px(link.y1));
                let data = format!(" data-at=\"{}\" data-task=\"{}\"", link.at, link.task);
                let paths = [("head", head)];
                self.pen.mark(link.x, "link cancel", &data, &paths, "");
            }
        }
        self.pen.end_line();
    }
}

/// From the tip of an arrow to the base of its head.
fn side(link: Link) -> f64 {
    if link.y1 > link.y0 { -6.0 } else { 6.0 }
}
