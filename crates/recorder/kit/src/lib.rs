//! tokio under its own name, with the recorder inside it.
//!
//! A program that is compiled against this library instead of tokio is the
//! same program: nothing in its text changes, and nothing happens differently
//! until an environment variable asks for a recording (see the crate `probe`).

pub mod runtime;

pub use tokio_real::*;
