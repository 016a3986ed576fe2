//! The Rust blocks of README, CONTRIBUTING and STYLE compile and run.

include!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
