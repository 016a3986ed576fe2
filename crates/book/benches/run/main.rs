//! How long a reader waits for the first line after an edit:
//! `cargo bench -p book --profile dev`.
//!
//! The same edit is run by `cargo run` and through the page's own way, in
//! turns, so that other work on the machine disturbs all alike. What is built
//! is what readers have: the dev profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

mod cargo;
mod server;

use cargo::Package;
use server::Server;

/// Runs of each. The median is printed.
const ROUNDS: usize = 20;

/// What is edited: the number in its first line of output.
const EDITED: &str = include_str!("edited.rs");

/// The least that can be asked for.
const HELLO: &str = "fn main() {\n    println!(\"edit 0\");\n}\n";

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let package = Package::new(&root)?;
    let server = Server::start(&root)?;
    // What is built once for all edits is not what a reader waits for.
    package.first_byte(EDITED)?;
    server.first_byte(EDITED)?;
    server.first_byte(HELLO)?;

    let mut times = [const { Vec::new() }; 4];
    for round in 1..=ROUNDS {
        let edit = |text: &str| text.replace("edit 0", &format!("edit {round}"));
        let (edited, hello) = (edit(EDITED), edit(HELLO));
        times[0].push(package.first_byte(&edited)?);
        times[1].push(server.first_byte(&edited)?);
        times[2].push(server.first_byte(EDITED)?);
        times[3].push(server.first_byte(&hello)?);
    }
    let names = [
        "cargo run, edited",
        "page, edited",
        "page, unchanged",
        "page, hello world edited",
    ];
    let [cargo, ..] = times.clone().map(median);
    println!("{:26} {:>9}  of cargo run", "to the first line", "median");
    for (name, times) in names.into_iter().zip(times) {
        let median = median(times);
        let (millis, ratio) = (median.as_secs_f64() * 1e3, median.div_duration_f64(cargo));
        println!("{name:26} {millis:6.1} ms  {ratio:.3}");
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
