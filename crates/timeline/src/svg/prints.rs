//! Writes what was printed: a dot in the lane, the text in its row.

use super::Drawing;
use crate::fit::{Fitted, fit};
use crate::layout::AXIS_HEIGHT;
use crate::pen::{At, percent, px};
use crate::prints::Print;
use crate::text::{self, Font, clip};
use crate::words::fill;

/// Between the dotted line of a print and its text.
const PRINT_PAD: f64 = 8.0;

/// Dotted lines nearer to each other than this look like one.
const SAME_LINE: f64 = 0.006;

/// From the upper edge of a row to the base line of its text.
const BASE: f64 = 13.0;

impl Drawing<'_> {
    /// The dotted lines from the lanes to what they printed; behind the lanes.
    pub(super) fn drops(&mut self) {
        for print in self.layout.prints.clone() {
            let Some(row_y) = print.row_y else { continue };
            let from = print.dot_y.unwrap_or(AXIS_HEIGHT);
            let row = format!(" data-row=\"{}\"", print.output);
            self.pen.vertical(print.x, from, row_y + 9.0, "drop", &row);
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
        for print in self.layout.prints.clone() {
            self.print(&print);
        }
        if let Some((count, y)) = self.layout.more_prints {
            let text = fill(&words.more_lines, &[("count", &count.to_string())]);
            self.pen.text(At::new(0.0, y + BASE), "more", &text);
        }
        self.pen.end_line();
    }

    fn print(&mut self, print: &Print) {
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
            for fitted in self.printed_text(print, y, &output.line) {
                let (text, dx) = fitted.what;
                let at = At::new(print.x, y + BASE).right(dx);
                self.pen.text(at, &fitted.class, &text);
            }
        }
        self.pen.close("g");
    }

    /// The text right of its line if it fits there and crosses no other line;
    /// else left of it; else where there is more room.
    fn printed_text(&self, print: &Print, row_y: f64, line: &str) -> Vec<Fitted<(String, f64)>> {
        let below = |it: &&Print| it.row_y.is_some_and(|y| y > row_y);
        let crossing = self.layout.prints.iter().filter(below).map(|it| it.x);
        let crossing = crossing.filter(|x| *x > print.x + SAME_LINE);
        let crossing = crossing.fold(f64::INFINITY, f64::min);
        let length = text::width(line, Font::Printed);
        fit(self.widths, |width| {
            // At the right a text may reach into the padding of the frame.
            let (left, right) = (print.x * width - PRINT_PAD, (1.0 - print.x) * width);
            let free = (crossing - print.x) * width - 2.0 * PRINT_PAD;
            let is_right =
                length <= right.min(free) || (length > left && (length <= right || right >= left));
            Some(match is_right {
                true => (clip(line, Font::Printed, right), PRINT_PAD),
                false => (clip(line, Font::Printed, left), -PRINT_PAD),
            })
        })
    }
}
