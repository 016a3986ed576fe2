//! Draws recordings: a [`trace::Model`] in, SVG and HTML as text out.
//!
//! ```text
//! let model = trace::Model::new(&trace::Trace::read(text)?);
//! let options = Options { id: "spawned-rust", scale: timeline::scale(&[&model]), words };
//! let picture = timeline::svg(&model, &options);
//! let rows = timeline::table(&model, &options);
//! ```
//!
//! # The picture
//!
//! One `<svg>` serves every width from 270 px: what lies in time has its place
//! in percent of the width, everything else in px, and text keeps its size.
//! Which text is shown at which width is decided here ([`WIDTHS`]) and done by
//! container queries in `theme/timeline.css`. The frame around the picture must
//! therefore be an element with the class `timeline-frame`.
//!
//! # What a script finds in it
//!
//! * `svg.timeline` has `data-total`, the width in microseconds, `data-end`,
//!   when the run was over, and `data-language`.
//! * `g.lane` has `data-task` and, if known, the `data-line` that made it.
//! * `.step`, `.wait`, `.delay`, `.hold` have `data-from` and `data-to` in
//!   microseconds, `data-task`, and a `data-key` such as `2/wait/1`, which
//!   names the same thing in the picture of a variation. Waits have `data-line`
//!   if known.
//! * `g.print` has `data-at`, `data-row` and `data-task`: one for each printed
//!   line, in order, also for those whose text is not drawn (of more than 500
//!   lines, those in between are left out, and of stderr what stands around
//!   the message of a failure). The dotted line to it is the `line.drop` with
//!   the same `data-row`; lines printed at one moment share that of the first.
//! * `line.cursor` comes last and is for the script to move.
//!
//! The elements are `svg`, `g`, `title`, `desc`, `defs`, `pattern`, `rect`,
//! `line`, `path`, `circle`, `text` and `tspan`; a test knows the list.
//!
//! This crate reads no files and knows nothing of tokio and asyncio.

mod bars;
mod fit;
mod icon;
mod lane;
mod lanes;
mod layout;
mod legend;
mod links;
mod pen;
mod prints;
#[cfg(test)]
mod samples;
mod say;
mod standalone;
mod story;
mod strips;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod words;

use trace::{Micros, Model};

pub use bars::{Bar, StepBar, TICK_MAX};
pub use fit::WIDTHS;
pub use icon::icon;
pub use lane::Lane;
pub use lanes::{LANES_MAX, Of};
pub use layout::{Layout, layout, scale};
pub use legend::legend;
pub use links::{Link, LinkKind};
pub use prints::{DropLine, Print};
pub use standalone::standalone;
pub use strips::{Run, Strip};
pub use table::table;
pub use words::Words;

/// How a picture is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What every `id` in the picture begins with: a page can hold many.
    pub id: &'a str,
    /// The time that is as long as the picture is wide, in microseconds. The
    /// same for pictures that are to be compared: [`scale`].
    pub scale: Micros,
    /// The words to write.
    pub words: &'a Words,
}

/// The picture of a run, as one `<svg>` element.
pub fn svg(model: &Model, options: &Options) -> String {
    svg::Drawing::new(model, options, &WIDTHS).draw("100%", "")
}

/// A line about the run for above the picture: `0.2 s · 3 tasks · 1 thread`.
/// Plain text, not escaped.
pub fn summary(model: &Model, words: &Words) -> String {
    say::Speaker::new(model, words, model.end)
        .counts()
        .join(" · ")
}
