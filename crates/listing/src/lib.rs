//! Finds the listings of the book and reads them.
//!
//! A listing is one idea: a program in Rust, its twin in Python, and what they
//! do when they run. It lives in the folder of its chapter, as files that
//! share its name:
//!
//! ```text
//! examples/coroutines/calling_runs_nothing.rs
//! examples/coroutines/calling_runs_nothing.py
//! examples/coroutines/calling_runs_nothing.out
//! ```
//!
//! [`Listings::read`] reads them all, [`page::directives`] finds where a page
//! asks for one, and [`Listing`] answers what the tools want to know: the
//! claim, the code below it, and what each program is expected to do.
//!
//! This crate starts no process and writes no HTML.

mod chapter;
mod collection;
mod expectation;
mod file;
pub mod names;
pub mod needs;
pub mod page;

pub(crate) use chapter::registered;
pub use collection::{Listings, Problem};
pub use expectation::{Compiler, Difference, Ending, Expectation, compiler_text};
pub use file::{Kind, Language, Listing};
pub use needs::Need;
