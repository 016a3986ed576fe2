//! Writes pictures into one SVG file that needs no page around it.

use trace::Model;

use crate::fit::WIDTHS;
use crate::layout;
use crate::svg::Drawing;
use crate::text::escape;
use crate::words::Words;
use crate::{Options, summary};

/// The style of the pages. The file takes the colors and the shapes from it.
pub(crate) const STYLE: &str = include_str!("../../../theme/timeline.css");

/// Where the dark colors begin in the style.
const DARK: &str = ":root:is(.navy, .coal, .ayu) {";

/// How wide the pictures are, in px: texts are chosen for this width.
const WIDTH: f64 = WIDTHS[WIDTHS.len() - 1];

/// Around the pictures.
const MARGIN: f64 = 24.0;

/// The height of the title, and of the line above each picture.
const HEAD_HEIGHT: f64 = 30.0;

/// Several runs, one below the other on one scale, as a file for any viewer of
/// SVG. Each has a label, such as the name of its program.
pub fn standalone(pictures: &[(&str, &Model)], title: &str, words: &Words) -> String {
    let models: Vec<&Model> = pictures.iter().map(|it| it.1).collect();
    let scale = layout::scale(&models);
    let mut y = MARGIN + HEAD_HEIGHT;
    let mut drawn = String::new();
    for (index, (label, model)) in pictures.iter().enumerate() {
        let id = format!("p{}", index + 1);
        let options = Options {
            id: &id,
            scale,
            words,
        };
        let drawing = Drawing::new(model, &options, &[WIDTH]);
        let height = drawing.layout.height;
        let label = escape(label);
        let counts = escape(&summary(model, words));
        let right = MARGIN + WIDTH;
        drawn += &format!(
            "<text class=\"label-of\" x=\"{MARGIN}\" y=\"{base}\">{label}</text>\
             <text class=\"summary end\" x=\"{right}\" y=\"{base}\">{counts}</text>\n",
            base = y + 14.0
        );
        y += HEAD_HEIGHT;
        let place = format!(" x=\"{MARGIN}\" y=\"{y}\"");
        drawn += &drawing.draw(&WIDTH.to_string(), &place);
        drawn.push('\n');
        y += height + MARGIN;
    }
    let (width, height) = (WIDTH + 2.0 * MARGIN, y);
    let title = escape(title);
    let style = style();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <style>\n{style}</style>\n\
         <rect class=\"page\" width=\"100%\" height=\"100%\"/>\n\
         <text class=\"title\" x=\"{MARGIN}\" y=\"{}\">{title}</text>\n{drawn}</svg>\n",
        MARGIN + 14.0
    )
}

/// The style of the pages, with the colors for dark themes where the reader's
/// system is dark.
fn style() -> String {
    let dark = dark();
    format!(
        "{STYLE}\n@media (prefers-color-scheme: dark) {{ :root {{{dark}}} }}\n\
         :root {{ --timeline-back: #f5f7f9; }}\n\
         @media (prefers-color-scheme: dark) {{ :root {{ --timeline-back: #1c2027; }} }}\n\
         .page {{ fill: var(--timeline-back); }}\n\
         .title, .label-of, .summary {{ font: 13px sans-serif; fill: var(--timeline-ink); }}\n\
         .title, .label-of {{ font-weight: 600; }}\n\
         .title {{ font-size: 16px; }}\n\
         .summary {{ text-anchor: end; }}\n"
    )
}

/// The colors for dark themes.
pub(crate) fn dark() -> &'static str {
    let dark = STYLE.split_once(DARK).and_then(|it| it.1.split_once('}'));
    dark.map_or("", |it| it.0)
}
