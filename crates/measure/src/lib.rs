//! Measures programs of the book, and writes the tables of the page `choosing`.
//!
//! What is measured are listings, as they stand on the pages, but for one line:
//! the constant with the size. [`plan::TABLES`] says which listings, with which
//! sizes, in which tables. [`command`] runs all of them, in rounds, so that a
//! moment in which the machine is busy does not fall on one of them alone:
//!
//! ```text
//! examples/choosing/x.{rs,py} --change--> target/measure/ --child--> src/measured/data.json
//!                                                                         | table
//!                                src/choosing.md <--{{#include}}-- src/measured/x.md
//! ```
//!
//! [`problems`] is the check that nobody wrote a number by hand.

mod change;
// Built as a program of its own: see `package`. Here it is tested.
#[cfg(all(test, unix))]
#[allow(dead_code)]
mod child;
mod data;
mod machine;
mod package;
pub mod plan;
mod programs;
mod sample;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use listing::Listings;

pub use data::{Data, Machine, Run, Sample};

use plan::{PAGE, TABLES};
use programs::Workshop;

/// Where data and tables are, below the root of the project.
const FOLDER: &str = "src/measured";

/// How often every program runs, unless told otherwise: enough for a median
/// that one disturbed run does not move.
pub const ROUNDS: usize = 5;

/// What the command is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often every program runs.
    pub rounds: usize,
    /// Packages of Python to do without; the rows that need one are left out.
    pub without: Vec<String>,
}

/// Runs all programs and writes the data and the tables below `root`.
///
/// # Errors
///
/// If a package is missing, a program has no such constant, does not compile,
/// or does not end well.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    if !cfg!(unix) {
        bail!(
            "no processor time or memory of a child can be had here\n  measure on Linux or macOS"
        );
    }
    if options.rounds == 0 {
        bail!("no round was asked for\n  say `--rounds 5`");
    }
    let listings = Listings::read(root)?;
    let programs = plan::programs(&options.without, &listings);
    let workshop = programs::prepare(root, &listings, &programs)?;
    let machine = machine::machine(&workshop, options)?;
    let samples = rounds(&workshop, options.rounds)?;
    let runs = programs.iter().zip(&workshop.programs).zip(samples);
    let runs = runs.map(|((program, ready), samples)| Run::new(program, &ready.source, &samples));
    let runs = runs.collect();
    write(root, &Data { machine, runs })
}

/// Runs every program once in each round; for each, what its runs took.
fn rounds(workshop: &Workshop, rounds: usize) -> Result<Vec<Vec<Sample>>> {
    let mut samples = vec![Vec::new(); workshop.programs.len()];
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        for (ready, samples) in workshop.programs.iter().zip(&mut samples) {
            samples.push(sample::sample(&workshop.child, ready)?);
        }
    }
    Ok(samples)
}

/// Writes the data and what they render to.
fn write(root: &Path, data: &Data) -> Result<()> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{FOLDER}`"))?;
    put(&data_path(root), &data.text())?;
    for table in TABLES {
        let file = format!("{}.md", table.name);
        put(&folder.join(&file), &table::render(table, data)?)?;
        println!("wrote {FOLDER}/{file}");
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

fn data_path(root: &Path) -> PathBuf {
    root.join(FOLDER).join("data.json")
}

/// What the measured files below `root` and the page do not say as they should,
/// one a line: tables that are not what the data render to, tables that the
/// page does not show, and programs that have changed since.
///
/// # Errors
///
/// If a file cannot be read.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let text = read(&data_path(root))?;
    let data = Data::read(&text)?;
    let page = read(&root.join("src").join(PAGE))?;
    let listings = Listings::read(root)?;
    let mut problems = data::outdated(&data, &listings);
    for table in TABLES {
        let place = format!("{FOLDER}/{}.md", table.name);
        let there = fs::read_to_string(root.join(&place)).unwrap_or_default();
        if there != table::render(table, &data)? {
            problems.push(format!(
                "{place} is not what the data say\n  cargo book measure"
            ));
        }
        let directive = format!("{{{{#include measured/{}.md}}}}", table.name);
        if !page.lines().any(|line| line == directive) {
            problems.push(format!(
                "src/{PAGE} does not show {place}\n  write `{directive}`"
            ));
        }
    }
    Ok(problems)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .with_context(|| format!("cannot read `{}`\n  cargo book measure", path.display()))
}
