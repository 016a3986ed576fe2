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
        let down = link.y1 > link.y0;
        let (tip, side) = match down {
            true => (link.y1, -6.0),
            false => (link.y1, 6.0),
        };
        let line = format!("M0 {}V{}", px(link.y0), px(tip + side));
        let head = format!("M0 {}l-3.5 {side}h7z", px(tip));
        let by = link.by.map_or("", |by| self.speaker.name(by));
        let whom = self.speaker.name(link.task);
        let title = fill(&words.asks_to_cancel, &[("who", by), ("whom", whom)]);
        let data = format!(" data-at=\"{}\" data-task=\"{}\"", link.at, link.task);
        let paths = [("stem", line), ("head", head)];
        self.pen
            .mark(link.x, "link cancel", &data, &paths, title.trim());
    }
}
