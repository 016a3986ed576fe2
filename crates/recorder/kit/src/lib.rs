//! tokio under its own name, with the recorder inside it.
//!
//! A program that is compiled against this library instead of tokio is the
//! same program: nothing in its text changes, and nothing happens differently
//! until an environment variable asks for a recording (see the crate `probe`).

// What the listings call this crate.
extern crate self as tokio;

pub mod runtime;
pub mod task;
#[cfg(warm)]
#[allow(warnings, clippy::all)] // Nothing in it is ever run.
mod warm;

pub use task::spawn;
pub use tokio_real::*;
