//! Makes recordings of programs that know nothing of it.
//!
//! A Rust program is recorded by the probe in the kit (`crates/recorder/probe`,
//! `crates/recorder/kit`), and [`rust`] makes a recording of what it wrote. This
//! crate starts no program; the crate `runner` does.
//!
//! A Python program is recorded by [`python::RECORDER`], and [`python`] makes a
//! recording of what it wrote.

pub mod python;
pub mod rust;
