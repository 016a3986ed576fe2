//! tokio under its own name, with the recorder inside it.
//!
//! A program that is compiled against this library instead of tokio is the
//! same program: nothing in its text changes, and nothing happens differently
//! until an environment variable asks for a recording (see the crate `probe`).

pub use tokio_real::*;

// Instead of tokio's own; the crate `attribute` says why.
pub use attribute::main;
#[doc(hidden)]
pub use probe::watch as __watch;
#[doc(hidden)]
pub use tokio_real::main as __main;
