//! Writes what was printed: a dot in the lane, the text in its row.

use super::{BESIDE_RIGHT, Drawing};
use crate::fit::fit;
use crate::pen::{At, percent, px};
use crate::prints::{DropLine, Print};
use crate::text::{self, Font, clip};
use crate::words::fill;

/// Between the dotted line of a print and its text.
const PRINT_PAD: f64 = 8.0;

/// From the upper edge of a row to the base line of its text.
const BASE: f64 = 13.0;

/// Where a printed text is put.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// Left of its line.
    Left,
    /// Right of its line.
    Right,
    /// Over its line, from the left edge of the picture.
    FromLeft,
    /// Over its line, up to the right edge of the picture.
    FromRight,
}

impl Drawing<'_> {
    /// The dotted lines from the lanes to what they printed; behind the lanes.
    pub(super) fn drops(&mut self) {
        for line in self.layout.drop_lines.clone() {
            let first = self.layout.prints[line.prints.start].output;
            let row = format!(" data-row=\"{first}\"");
            self.pen.vertical(line.x, line.y0, line.y1, "drop", &row);
        }
        self.pen.end_line();
    }

    /// The printed lines: a dot in the lane, the text in its row.
    pub(super) fn prints(&mut self) {
        let Some(y) = self.layout.prints_y else {
            return;
        };
        let words = self.speaker.words;
        self.heading(y, &words.printed_heading);
        for (index, print) in self.layout.prints.clone().iter().enumerate() {
            self.print(index, print);
        }
        if let Some((count, y)) = self.layout.more_prints {
            let text = fill(&words.more_lines, &[("count", &count.to_string())]);
            self.pen.text(At::new(0.0, y + BASE), "more", &text);
        }
        self.pen.end_line();
    }

    fn print(&mut self, index: usize, print: &Print) {
        let output = &self.speaker.model.outputs[print.output];
        let class = if print.error { "print error" } else { "print" };
        let mut data = format!(" data-at=\"{}\" data-row=\"{}\"", output.at, print.output);
        if let Some(task) = output.task {
            data.push_str(&format!(" data-task=\"{task}\""));
        }
        self.pen.open("g", class, &data);
        self.pen.title(&output.line);
        if let Some(y) = print.dot_y {
            let (x, y) = (percent(print.x), px(y));
            self.pen.put(format_args!(
                "<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>"
            ));
        }
        if let Some(y) = print.row_y {
            self.printed_text(index, y + BASE, &output.line);
        }
        self.pen.close("g");
    }

    fn printed_text(&mut self, index: usize, y: f64, line: &str) {
        let drops = &self.layout.drop_lines;
        let place = drops.iter().position(|it| it.prints.contains(&index));
        let place = place.expect("a row has a dotted line");
        let x = drops[place].x;
        let fitted = fit(self.widths, |width| {
            let (side, room) = self.side(place, line, width);
            Some((clip(line, Font::Printed, room), side))
        });
        for it in fitted {
            let (text, side) = it.what;
            let at = match side {
                Side::Left => At::new(x, y).until(-PRINT_PAD),
                Side::Right => At::new(x, y).right(PRINT_PAD),
                Side::FromLeft => At::new(0.0, y),
                Side::FromRight => At::new(1.0, y).until(BESIDE_RIGHT),
            };
            self.pen.text(at, &it.class, &text);
        }
    }

    /// Where a line is put, and how much room it has there. All lines of one
    /// moment are on one side, as far as they have room there.
    fn side(&self, place: usize, line: &str, width: f64) -> (Side, f64) {
        let drop = &self.layout.drop_lines[place];
        let left = drop.x * width - PRINT_PAD;
        let right = (1.0 - drop.x) * width + BESIDE_RIGHT - PRINT_PAD;
        // What is printed later is further right, and its dotted line begins
        // further up.
        let next = self.layout.drop_lines.get(place + 1);
        let free = next.map_or(f64::INFINITY, |it| {
            (it.x - drop.x) * width - 2.0 * PRINT_PAD
        });
        let longest = self.longest(drop);
        let is_right =
            longest <= right.min(free) || longest > left && (longest <= right || right >= left);
        let length = text::width(line, Font::Printed);
        match is_right {
            true if length <= right => (Side::Right, right),
            false if length <= left => (Side::Left, left),
            true => (Side::FromRight, width + BESIDE_RIGHT),
            false => (Side::FromLeft, width),
        }
    }

    /// How wide the longest text at a dotted line is.
    fn longest(&self, drop: &DropLine) -> f64 {
        let prints = &self.layout.prints[drop.prints.clone()];
        let prints = prints.iter().filter(|it| it.row_y.is_some());
        let outputs = prints.map(|it| &self.speaker.model.outputs[it.output]);
        let widths = outputs.map(|it| text::width(&it.line, Font::Printed));
        widths.fold(0.0, f64::max)
    }
}
