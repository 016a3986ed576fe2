//! The icon of the book.
//!
//! `SNAPSHOTS=overwrite cargo test -p timeline icon` draws it again.

use roxmltree::Document;
use snapbox::{assert_data_eq, file};
use trace::Model;

use crate::icon::{SIDE, icon};
use crate::samples::{Build, run};

/// Two waits at once, one longer than the other: the book in two lanes.
/// A microsecond is a sixteenth of the width.
fn two_lanes() -> Model {
    let mut model = run("rust");
    let (short, long) = (model.main(), model.spawn("long()", 1, 0));
    for (task, end) in [(short, 10), (long, 16)] {
        model.at(task).born = 0;
        model.step(task, 1, 0, 2);
        model.sleep(task, 2, end - 2, end - 4);
        model.step(task, 1, end - 2, end);
        model.finish(task, end);
        model.end = end;
    }
    model
}

#[test]
fn the_icon_of_the_book_is_a_run() {
    assert_data_eq!(
        icon(&two_lanes()),
        file!["../../../../theme/favicon.svg"].raw()
    );
}

#[test]
fn every_edge_in_the_icon_is_sharp() {
    let icon = icon(&two_lanes());
    let document = Document::parse(&icon).unwrap();
    let bars = document.descendants().filter(|it| it.has_tag_name("rect"));
    let edges = bars.flat_map(|bar| {
        let number = |name: &str| bar.attribute(name).unwrap();
        let across =
            |name| number(name).trim_end_matches('%').parse::<f64>().unwrap() * SIDE / 100.0;
        let down = |name| number(name).parse::<f64>().unwrap();
        [across("x"), across("width"), down("y"), down("height")]
    });
    let blurred: Vec<f64> = edges.filter(|it| it.fract() != 0.0).collect();
    assert_eq!(blurred, [0.0; 0]);
}
