//! The servers as their clients see them.
//!
//! `SNAPSHOTS=overwrite cargo test -p loopback` writes what they say.

mod binary;
mod client;
mod hostile;
mod http;
mod notes;
mod python;
mod smtp;
mod wrong;
