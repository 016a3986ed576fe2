//! The changes of a variation: lines that begin with `+`, `-` or a space.
//!
//! The new program and the old one are read apart: a line that is gone must not
//! come between two that are there.

use super::class::Classes;
use super::markup::{Markup, pieces};

/// A sign and a space stand before the code of a line.
const SIGN: usize = 2;

/// The changes with every line in an element of its kind, and its code painted.
/// `classes` reads a program. The names are those of highlight.js, which does
/// the same on pages that mdBook alone has built.
pub(super) fn painted(markup: &Markup, mut classes: impl FnMut(&str) -> Classes) -> String {
    let text = &markup.text;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut new = Side::of(&lines, '-', &mut classes);
    let mut old = Side::of(&lines, '+', &mut classes);
    let mut html = String::new();
    for line in lines {
        let (new, old) = (new.next(line), old.next(line));
        match line.chars().next() {
            Some('+') => html.push_str(&marked("hljs-addition", line, &new)),
            Some('-') => html.push_str(&marked("hljs-deletion", line, &old)),
            _ => html.push_str(&pieces(line, &new)),
        }
    }
    html
}

/// One of the two programs.
struct Side {
    /// The sign of the lines that it does not have.
    without: char,
    classes: Classes,
    at: usize,
}

impl Side {
    fn of(lines: &[&str], without: char, classes: &mut impl FnMut(&str) -> Classes) -> Side {
        let ours = lines.iter().filter(|it| !it.starts_with(without));
        let text: String = ours.map(|it| code(it)).collect();
        let classes = classes(&text);
        Side {
            without,
            classes,
            at: 0,
        }
    }

    /// What each byte of the next line is, its sign included.
    fn next(&mut self, line: &str) -> Classes {
        if line.starts_with(self.without) {
            return Vec::new();
        }
        let code = code(line).len();
        let mut classes = vec![None; line.len() - code];
        classes.extend(&self.classes[self.at..self.at + code]);
        self.at += code;
        classes
    }
}

/// A line without its sign.
fn code(line: &str) -> &str {
    line.get(SIGN..).unwrap_or("\n")
}

/// The line break stays outside: the element is as wide as the block.
fn marked(name: &str, line: &str, classes: &Classes) -> String {
    let shown = line.trim_end_matches('\n');
    let html = pieces(shown, &classes[..shown.len()]);
    format!(
        "<span class=\"{name}\">{html}</span>{}",
        &line[shown.len()..]
    )
}
