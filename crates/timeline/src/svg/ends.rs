//! Writes how a lane ended, and which waits were given up.

use trace::{Fate, How, Task};

use super::lane::NAME_BASE;
use super::{BESIDE_RIGHT, Drawing};
use crate::bars::Bar;
use crate::fit::{PAD, fit, into_slots};
use crate::lane::Lane;
use crate::links::LinkKind;
use crate::pen::{At, px};
use crate::text::{self, Font};

/// Where a word right of the end of a lane begins: behind its mark.
const FATE_PAD: f64 = 20.0;

/// Between an arrow and a word that ends left of it.
const ARROW_PAD: f64 = 9.0;

/// Between a name and a word above the end of its lane.
const NAME_GAP: f64 = 14.0;

/// The middle of the mark right of the end of a lane, beside the dot of a
/// print and inside the padding of the frame. The cross of a wait is as far
/// left of its end.
const MARK: f64 = 11.0;

/// What the cross of a wait takes of its bar, with the air around it.
const CROSS_ROOM: f64 = MARK + 7.0;

/// A bar narrower than this has the cross of its wait in its middle.
const CROSS_BESIDE_FROM: f64 = CROSS_ROOM + 4.0;

/// Between a text in a bar and the word at its end.
const WORD_GAP: f64 = 8.0;

/// Where the word about the end of a lane is put.
#[derive(Clone, Copy, PartialEq)]
enum Fated {
    /// Behind the end of the lane.
    Right,
    /// Above the mark at the end of the lane, at the right of its name.
    Above,
    /// Above the lane too, but left of an arrow that is there, at this
    /// fraction of the width.
    LeftOf(f64),
}

/// A cross, so many px right of its place in time.
fn cross(y: f64, dx: f64) -> [(&'static str, String); 2] {
    let path = format!("M{} {}l7 7m0-7l-7 7", px(dx - 3.5), px(y - 3.5));
    [("halo", path.clone()), ("cross", path)]
}

impl Drawing<'_> {
    /// The room for the name of a lane: the word about its end may stand at
    /// the end of the same line.
    pub(super) fn room_for_name(&self, lane: &Lane, task: &Task, width: f64) -> f64 {
        let Some(word) = self.fate_word(task) else {
            return width;
        };
        let taken = text::width(word, Font::Strong) + NAME_GAP;
        match self.fated(lane, task, word, width) {
            Fated::Right => width,
            Fated::Above => lane.band.x1 * width + BESIDE_RIGHT - taken,
            Fated::LeftOf(x) => x * width - ARROW_PAD - taken,
        }
    }

    /// The word for the end of the lane, unless it ended as it should.
    fn fate_word(&self, task: &Task) -> Option<&str> {
        let good = task.fate == Fate::Ended(How::Finished);
        (!good).then(|| self.speaker.fate(task.fate))
    }

    /// Where there is room for the word.
    fn fated(&self, lane: &Lane, task: &Task, word: &str, width: f64) -> Fated {
        let end = lane.band.x1;
        let length = text::width(word, Font::Strong);
        if length + FATE_PAD <= (1.0 - end) * width {
            return Fated::Right;
        }
        let arrows = self.layout.links.iter();
        let arrows = arrows.filter(|it| it.kind == LinkKind::Cancel && it.task == task.id);
        let is_near = |x: &f64| ((end - x) * width).abs() < length;
        let nearest = arrows.map(|it| it.x).filter(is_near).reduce(f64::min);
        nearest.map_or(Fated::Above, Fated::LeftOf)
    }

    /// The mark at the end of the lane, and the word for it.
    pub(super) fn end(&mut self, lane: &Lane, task: &Task) {
        let (x, y) = (lane.band.x1, lane.band.middle());
        let (class, paths) = match task.fate {
            Fate::Ended(How::Finished) => {
                let path = format!("M7 {}l2.8 3.2 5-7", px(y + 0.5));
                ("finished", vec![("halo", path.clone()), ("check", path)])
            }
            Fate::Ended(How::Cancelled) => ("cancelled", cross(y, MARK).to_vec()),
            Fate::Ended(How::Failed) => {
                let disc = format!("M{MARK} {}a5.5 5.5 0 1 0 .01 0z", px(y - 5.5));
                let bang = format!("M{MARK} {}v3.6m0 2v.8", px(y - 3.2));
                ("failed", vec![("disc", disc), ("bang", bang)])
            }
            Fate::NeverRan | Fate::Abandoned => {
                let path = format!("M-1 {}v{}", px(lane.band.y), px(lane.band.height));
                ("stopped", vec![("stop", path)])
            }
        };
        let title = self.speaker.fate(task.fate);
        let when = self.moment(task.gone);
        self.pen.mark(
            x,
            &format!("end {class}"),
            "",
            &paths,
            &format!("{title}: {when}"),
        );
        if let Some(word) = self.fate_word(task).map(String::from) {
            self.word(lane, task, class, &word);
        }
    }

    fn word(&mut self, lane: &Lane, task: &Task, class: &str, word: &str) {
        let (x, y) = (lane.band.x1, lane.band.middle());
        let above = lane.name_y + NAME_BASE;
        let fitted = fit(self.widths, |width| {
            Some(self.fated(lane, task, word, width))
        });
        for it in fitted {
            let at = match it.what {
                Fated::Right => At::new(x, y + 4.5).right(FATE_PAD),
                Fated::Above => At::new(x, above).until(BESIDE_RIGHT),
                Fated::LeftOf(x) => At::new(x, above).until(-ARROW_PAD),
            };
            self.pen
                .text(at, &format!("fate {class} {}", it.class), word);
        }
    }

    /// A cross where a wait was given up.
    pub(super) fn dropped(&mut self, lane: &Lane, task: &Task) {
        for bar in &lane.waits {
            if !self.speaker.has_cross(lane, task, bar) {
                continue;
            }
            let is_wide = |width: f64| Some(bar.width() * width >= CROSS_BESIDE_FROM);
            for it in fit(self.widths, is_wide) {
                let (x, dx) = match it.what {
                    true => (bar.x1, -MARK),
                    false => ((bar.x0 + bar.x1) / 2.0, 0.0),
                };
                let class = format!("end cancelled {}", it.class);
                let paths = cross(bar.middle(), dx);
                self.pen.mark(x, class.trim_end(), "", &paths, "");
            }
        }
    }

    /// What a wait that was given up was for and, if there is room beside the
    /// cross, that it was.
    pub(super) fn dropped_label(&mut self, texts: &[String], slots: &[(f64, f64)], bar: &Bar) {
        let y = bar.middle() + 4.5;
        let choose = |width| into_slots(texts, slots, width, Font::Label, CROSS_ROOM);
        self.label_at(slots, y, "label", choose);
        let word = self.speaker.words.cancelled.clone();
        let has_room = |width: f64| {
            let last = slots.len().checked_sub(1)?;
            let before = match choose(width) {
                Some((text, slot)) if slot == last => text::width(&text, Font::Label) + WORD_GAP,
                _ => 0.0,
            };
            let room = (slots[last].1 - slots[last].0) * width - PAD - CROSS_ROOM;
            (before + text::width(&word, Font::Label) <= room).then_some(())
        };
        for it in fit(self.widths, has_room) {
            let at = At::new(bar.x1, y).until(-CROSS_ROOM);
            self.pen.text(at, &format!("label {}", it.class), &word);
        }
    }
}
