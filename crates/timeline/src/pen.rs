//! Writes SVG elements: places in percent and px, texts escaped.

use std::fmt::Write;

use crate::bars::Bar;
use crate::text::escape;

/// Collects elements.
#[derive(Default)]
pub(crate) struct Pen {
    pub out: String,
}

/// Where a text is put.
#[derive(Clone, Copy)]
pub(crate) struct At {
    x: f64,
    y: f64,
    dx: f64,
    /// Whether the text ends there.
    end: bool,
}

impl At {
    /// At a fraction of the width; the base line is at `y` px.
    pub fn new(x: f64, y: f64) -> At {
        At {
            x,
            y,
            dx: 0.0,
            end: false,
        }
    }

    /// So many px to the right.
    pub fn right(self, dx: f64) -> At {
        At { dx, ..self }
    }

    /// So many px to the right, and the text ends there.
    pub fn until(self, dx: f64) -> At {
        At {
            dx,
            end: true,
            ..self
        }
    }
}

impl Pen {
    /// Writes markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Ends the line, once: an empty one would end the HTML of a page.
    pub fn end_line(&mut self) {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Opens an element with a class and more attributes.
    pub fn open(&mut self, element: &str, class: &str, attributes: &str) {
        self.put(format_args!("<{element} class=\"{class}\"{attributes}>"));
    }

    /// Closes an element.
    pub fn close(&mut self, element: &str) {
        self.put(format_args!("</{element}>"));
    }

    /// A tooltip, for the element that is open.
    pub fn title(&mut self, text: &str) {
        self.put(format_args!("<title>{}</title>", escape(text)));
    }

    /// A bar with its tooltip; a line if it would be too narrow.
    pub fn bar(&mut self, bar: &Bar, class: &str, attributes: &str, title: &str) {
        let title = escape(title);
        let (y, height) = (px(bar.y), px(bar.height));
        if bar.is_tick() {
            let (x, y2) = (percent(bar.x0 + bar.width() / 2.0), px(bar.y + bar.height));
            self.put(format_args!(
                "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{y}\" y2=\"{y2}\"{attributes}><title>{title}</title></line>"
            ));
        } else {
            let (x, width) = (percent(bar.x0), percent(bar.width()));
            self.put(format_args!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{attributes}><title>{title}</title></rect>"
            ));
        }
    }

    /// A bar without a meaning of its own.
    pub fn rect(&mut self, bar: &Bar, class: &str, attributes: &str) {
        let (x, width) = (percent(bar.x0), percent(bar.width()));
        let (y, height) = (px(bar.y), px(bar.height));
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{attributes}/>"
        ));
    }

    /// A vertical line.
    pub fn vertical(&mut self, x: f64, y1: f64, y2: f64, class: &str, attributes: &str) {
        let (x, y1, y2) = (percent(x), px(y1), px(y2));
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{y1}\" y2=\"{y2}\"{attributes}/>"
        ));
    }

    /// A path in px, with `x` as its origin.
    pub fn mark(
        &mut self,
        x: f64,
        class: &str,
        attributes: &str,
        paths: &[(&str, String)],
        title: &str,
    ) {
        self.put(format_args!(
            "<svg class=\"{class}\" x=\"{}\"{attributes}>",
            percent(x)
        ));
        if !title.is_empty() {
            self.title(title);
        }
        for (class, path) in paths {
            self.put(format_args!("<path class=\"{class}\" d=\"{path}\"/>"));
        }
        self.close("svg");
    }

    /// A text.
    pub fn text(&mut self, at: At, class: &str, text: &str) {
        self.text_with(at, class, text, ("", "", 0.0));
    }

    /// A text, and beside it another with its own class, unless it is empty.
    pub fn text_with(&mut self, at: At, class: &str, text: &str, beside: (&str, &str, f64)) {
        let end = if at.end { " end" } else { "" };
        let class = format!("{}{end}", class.trim_end());
        let class = match class.trim_start() {
            "" => String::new(),
            class => format!(" class=\"{class}\""),
        };
        let (x, y, text) = (percent(at.x), px(at.y), escape(text));
        self.put(format_args!("<text{class} x=\"{x}\" y=\"{y}\""));
        if at.dx != 0.0 {
            self.put(format_args!(" dx=\"{}\"", px(at.dx)));
        }
        self.put(format_args!(">{text}"));
        let (class, text, gap) = beside;
        if !text.is_empty() {
            let (text, gap) = (escape(text), px(gap));
            self.put(format_args!(
                "<tspan class=\"{class}\" dx=\"{gap}\">{text}</tspan>"
            ));
        }
        self.close("text");
    }

    /// Writes formatted markup as it is.
    pub fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

/// A fraction as percent, with as many digits as are seen.
pub(crate) fn percent(x: f64) -> String {
    format!("{}%", short(x * 100.0, 3))
}

/// A number of px.
pub(crate) fn px(y: f64) -> String {
    short(y, 2)
}

fn short(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_digits() {
        assert_eq!(percent(1.0 / 3.0), "33.333%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(px(20.0), "20");
        assert_eq!(px(-0.001), "0");
    }
}
