//! The book's listings, for what they make the compiler produce (`build.rs`).
include!(concat!(env!("OUT_DIR"), "/warm.rs"));

mod idioms;
