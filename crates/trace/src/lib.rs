//! The recording of a run, and the model that a drawing of it needs.
//!
//! A recording is text: one JSON object a line. The first line is a [`Header`];
//! every other is an [`Event`], in the order of time. This one is of a Rust
//! program whose `main` spawns a task, waits for it, and prints:
//!
//! ```text
//! {"trace":1,"language":"rust","file":"x.rs","source":"1f2e…","made_by":"rustc 1.95.0, tokio 1.54.1"}
//! {"k":"thread","t":80,"th":1,"name":"main"}
//! {"k":"task","t":310,"id":1,"kind":"main","name":"main"}
//! {"k":"enter","t":312,"th":1,"id":1}
//! {"k":"task","t":340,"id":2,"by":1,"kind":"task","name":"nap(100)","line":7}
//! {"k":"leave","t":351,"th":1,"id":1}
//! {"k":"enter","t":355,"th":1,"id":2}
//! {"k":"wait","t":360,"id":1,"task":2,"what":"timer","label":"sleep","for_us":100000,"line":13}
//! {"k":"leave","t":362,"th":1,"id":2}
//! {"k":"wake","t":101410,"task":2}
//! {"k":"enter","t":101415,"th":1,"id":2}
//! {"k":"over","t":101417,"id":1,"how":"ready"}
//! {"k":"leave","t":101420,"th":1,"id":2}
//! {"k":"end","t":101421,"id":2,"how":"finished"}
//! {"k":"enter","t":101425,"th":1,"id":1}
//! {"k":"print","t":101440,"th":1,"task":1,"to":"stdout","text":"woke\n"}
//! {"k":"leave","t":101450,"th":1,"id":1}
//! {"k":"end","t":101451,"id":1,"how":"finished"}
//! {"k":"exit","t":101600}
//! ```
//!
//! # Rules
//!
//! * Times are microseconds since the program began and never decrease.
//! * A `thread`, a `task`, a `wait` comes before any line that refers to its
//!   number. Numbers count up from 1 in the order of these lines.
//! * On one thread `enter` and `leave` nest, and so do `hold` and `free`. A
//!   task that is entered may be entered again only after its `leave`.
//! * A wait may begin and end while its task runs or while it does not: the
//!   recorder writes what it saw. A wait that never ends has no `over`.
//! * A task that never ends has no `end`; nothing of a task follows its `end`.
//! * What a recorder cannot see it leaves out. [`Model::new`] concludes from
//!   the gaps what was waited for, and marks it as inferred.
//!
//! [`Trace::read`] checks all of this and names the line of the first mistake;
//! [`Trace::write`] gives back the same text. This crate reads no files, starts
//! no process, and knows neither tokio nor HTML.

mod build;
mod event;
mod gaps;
mod model;
mod read;
mod shape;
mod zero;

pub use event::*;
pub use model::*;
pub use read::{Problem, Trace, fingerprint};
pub use shape::{Line, Shape, shape};

/// The version of the format that this crate reads and writes.
pub const VERSION: u32 = 1;
