//! What recording costs: `cargo bench -p recorder`.
//!
//! The same program runs with tokio as it is, with the kit, and while it is
//! recorded, in turns, so that other work on the machine disturbs all alike.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use runner::{Cargo, Kit, ROOM};

mod load;

/// Runs of each. The median is printed.
const RUNS: usize = 15;

/// The runtimes that the load knows.
const FLAVORS: [&str; 2] = ["current_thread", "multi_thread"];

fn main() -> Result<()> {
    let last = std::env::args().next_back().unwrap_or_default();
    if FLAVORS.contains(&&*last) {
        load::main();
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let kit = Kit::ready(&root, Cargo::Seen)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().canonicalize()?;
    fs::write(path.join("load.rs"), include_str!("load.rs"))?;
    let program = kit.compile(&path, "load.rs", &[])?;
    let lines = path.join("lines");

    println!(
        "{:15} {:>9} {:>9} {:>9}  recorded / plain",
        "", "plain", "kit", "recorded"
    );
    for flavor in FLAVORS {
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..RUNS {
            File::create(&lines)?.set_len(ROOM)?;
            let commands = [
                Command::new(std::env::current_exe()?),
                Command::new(&program),
                kit.command(&program, &lines),
            ];
            for (mut command, times) in commands.into_iter().zip(&mut times) {
                times.push(time(command.arg(flavor))?);
            }
        }
        let [plain, kit, recorded] = times.map(median);
        println!(
            "{flavor:15} {plain:6.1} ms {kit:6.1} ms {recorded:6.1} ms  {:.2}",
            recorded / plain
        );
    }
    Ok(())
}

/// Milliseconds that the program says it took.
fn time(command: &mut Command) -> Result<f64> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let micros: f64 = text.trim().parse().context("the load failed")?;
    Ok(micros / 1000.0)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
