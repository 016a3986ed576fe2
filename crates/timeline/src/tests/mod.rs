//! Checks of whole pictures: what is in them, what is not, and whether their
//! texts have room.

mod contrast;
mod icon;
mod marks;
mod pictures;
mod random;

use roxmltree::{Document, Node};
use trace::Model;

use crate::text::{self, Font};
use crate::{Options, WIDTHS, Words, scale, svg};

/// All elements of a picture.
const ELEMENTS: [&str; 13] = [
    "svg", "g", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text",
    "tspan", "style",
];

fn draw(model: &Model, words: &Words) -> String {
    let options = Options {
        id: "x",
        scale: scale(&[model]),
        words,
    };
    svg(model, &options)
}

/// What is wrong with a piece of a page.
fn problems(markup: &str, elements: &[&str]) -> Vec<String> {
    let mut problems = xml_problems(markup, elements);
    if markup.contains("\n\n") || markup.lines().any(|line| line.trim().is_empty()) {
        problems.push("has an empty line".into());
    }
    if markup.contains("{{") {
        problems.push("has braces that mdBook would expand".into());
    }
    problems
}

/// The same, of a file of its own: no page is around it.
fn xml_problems(markup: &str, elements: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    match Document::parse(markup) {
        Err(error) => problems.push(format!("is no XML: {error}")),
        Ok(document) => {
            let found = document.descendants().filter(Node::is_element);
            let names = found.map(|node| node.tag_name().name());
            let alien = names.filter(|name| !elements.contains(name));
            problems.extend(alien.map(|name| format!("has an element `{name}`")));
        }
    }
    problems
}

/// A text of a picture at one width, as the layout believes it to be.
struct Placed {
    text: String,
    left: f64,
    right: f64,
    y: f64,
}

/// The texts that are shown at that width.
fn placed(document: &Document, width: f64) -> Vec<Placed> {
    let shown = |class: &str| {
        class.split(' ').all(|class| match class.split_once('-') {
            Some(("from", from)) => from.parse::<f64>().is_ok_and(|from| width >= from),
            Some(("until", until)) => until.parse::<f64>().is_ok_and(|until| width < until),
            _ => true,
        })
    };
    let texts = document.descendants().filter(|it| it.has_tag_name("text"));
    let place = |node: Node| {
        let get = |name| node.attribute(name).unwrap_or("0");
        let class = get("class");
        let number = |name| get(name).parse::<f64>().expect("is a number");
        let x = get("x")
            .trim_end_matches('%')
            .parse::<f64>()
            .expect("is a number")
            / 100.0;
        let has = |name: &str| class.split(' ').any(|it| it == name);
        let font = match class {
            _ if node.parent().is_some_and(|it| {
                it.attribute("class")
                    .is_some_and(|it| it.starts_with("print"))
            }) =>
            {
                Font::Printed
            }
            _ if has("name") => Font::Name,
            _ if has("fate") => Font::Strong,
            _ if has("label") => Font::Label,
            _ => Font::Small,
        };
        let own = node
            .first_child()
            .and_then(|it| it.text())
            .unwrap_or_default();
        let span = node.children().find(|it| it.has_tag_name("tspan"));
        let span = span
            .and_then(|it| it.text())
            .map_or(0.0, |it| text::width(it, Font::Small) + 9.0);
        let length = text::width(own, font) + span;
        let dx = if node.has_attribute("dx") {
            number("dx")
        } else {
            0.0
        };
        let start = x * width + dx;
        let (left, right) = match class {
            _ if has("end") || has("last") => (start - length, start),
            _ if has("tick") && !has("first") => (start - length / 2.0, start + length / 2.0),
            _ => (start, start + length),
        };
        Placed {
            text: own.into(),
            left,
            right,
            y: number("y"),
        }
    };
    let texts = texts.filter(|it| shown(it.attribute("class").unwrap_or_default()));
    texts
        .map(place)
        .filter(|it| !it.text.trim().is_empty())
        .collect()
}

/// The texts that overlap others or leave the picture, at all widths.
fn collisions(picture: &str) -> Vec<String> {
    /// Lines of text nearer than this touch.
    const LINE: f64 = 9.0;
    /// The padding of the frame, left and right, and some air.
    const FRAME: (f64, f64) = (16.0, 24.0 - 4.0);
    let document = Document::parse(picture).expect("is XML");
    let mut found = Vec::new();
    for width in WIDTHS.into_iter().chain([308.0, 358.0, 530.0, 1080.0]) {
        let texts = placed(&document, width);
        for (index, one) in texts.iter().enumerate() {
            if one.left < -FRAME.0 || one.right > width + FRAME.1 {
                found.push(format!("{width}: `{}` leaves the picture", one.text));
            }
            for other in &texts[index + 1..] {
                let beside = one.right <= other.left || other.right <= one.left;
                if !beside && (one.y - other.y).abs() < LINE {
                    found.push(format!("{width}: `{}` and `{}`", one.text, other.text));
                }
            }
        }
    }
    found
}
