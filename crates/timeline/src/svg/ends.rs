//! Writes how a lane ended, and which waits were given up.

use trace::{Fate, How, Task};

use super::Drawing;
use super::lane::NAME_BASE;
use crate::fit::fit;
use crate::lane::Lane;
use crate::pen::{At, px};
use crate::text::{self, Font};

/// Where a word right of the end of a lane begins: behind its mark.
const FATE_PAD: f64 = 20.0;

/// Where a word above the end of a lane ends: left of an arrow that points
/// there.
const ABOVE_PAD: f64 = 14.0;

/// Between a name and a word above the end of its lane.
const NAME_GAP: f64 = 14.0;

/// The middle of the mark right of the end of a lane, beside the dot of a
/// print and inside the padding of the frame.
const MARK: f64 = 11.0;

/// Where the word about the end of a lane is put.
#[derive(Clone, Copy, PartialEq)]
enum Fated {
    /// Behind the end of the lane.
    Right,
    /// Above the end of the lane, at the right of its name.
    Above,
}

/// Where there is room for it.
fn fated(lane: &Lane, word: &str, width: f64) -> Fated {
    let room = (1.0 - lane.band.x1) * width;
    match text::width(word, Font::Strong) + FATE_PAD <= room {
        true => Fated::Right,
        false => Fated::Above,
    }
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
        let word = self.fate_word(task);
        match word.filter(|word| fated(lane, word, width) == Fated::Above) {
            Some(word) => {
                let word = text::width(word, Font::Strong);
                lane.band.x1 * width - word - ABOVE_PAD - NAME_GAP
            }
            None => width,
        }
    }

    /// The word for the end of the lane, unless it ended as it should.
    fn fate_word(&self, task: &Task) -> Option<&str> {
        let good = task.fate == Fate::Ended(How::Finished);
        (!good).then(|| self.speaker.fate(task.fate))
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
            self.word(lane, class, &word);
        }
    }

    fn word(&mut self, lane: &Lane, class: &str, word: &str) {
        let (x, y) = (lane.band.x1, lane.band.middle());
        for fitted in fit(self.widths, |width| Some(fated(lane, word, width))) {
            let at = match fitted.what {
                Fated::Right => At::new(x, y + 4.5).right(FATE_PAD),
                Fated::Above => At::new(x, lane.name_y + NAME_BASE).right(-ABOVE_PAD),
            };
            self.pen
                .text(at, &format!("fate {class} {}", fitted.class), word);
        }
    }

    /// A cross where a wait was given up and its task went on.
    pub(super) fn dropped(&mut self, lane: &Lane, task: &Task) {
        for bar in lane.waits.iter().filter(|it| !it.is_tick()) {
            if self.speaker.given_up(task, &task.waits[bar.index]) {
                let paths = cross(bar.middle(), -MARK);
                self.pen.mark(bar.x1, "end cancelled", "", &paths, "");
            }
        }
    }
}
