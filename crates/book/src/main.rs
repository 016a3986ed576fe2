//! `cargo book`: read the book in the browser, build it, bless its listings.

mod bless;
mod build;
mod check;
mod libraries;
mod log;
mod record;
mod serve;
mod workers;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// Reads, builds and maintains "Async Rust, Side by Side".
#[derive(Parser)]
#[command(
    name = "cargo book",
    bin_name = "cargo book",
    disable_help_subcommand = true
)]
#[command(after_help = "\
Examples:
  cargo book                    open the book in the browser
  cargo book build              write the static site to book/
  cargo book bless joining      run the listings of a chapter, rewrite their outputs
  cargo book record joining     the same for the recordings that timelines show
  cargo book timeline my.py     record any program and draw it: my.svg

The programs of a chapter run in the terminal with `cargo run --example joining`.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Options,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the book on this machine and rebuild it when a file is saved (the default)
    Serve(serve::Options),
    /// Write the static site to `book/`; every warning is an error
    Build,
    /// Watch over one run of a program, for the server
    #[command(hide = true)]
    Supervise,
    /// Run the listings and write down what they do; then read the diff
    Bless {
        /// Chapters, such as `joining`; all of them if none is named
        chapters: Vec<String>,
    },
    /// Record the listings whose recordings are out of date; then look at the pictures
    Record {
        /// Chapters, such as `joining`; all of them if none is named
        chapters: Vec<String>,
    },
    /// Gather what stock mdBook needs for `mdbook test -L "$(cargo book libraries)"`
    Libraries,
    /// Measure what the page on choosing compares, and write its tables
    Measure {
        /// How often every program runs
        #[arg(long, value_name = "N", default_value_t = measure::ROUNDS)]
        rounds: usize,
        /// A package of Python to do without, such as uvloop; may be repeated
        #[arg(long, value_name = "PACKAGE")]
        without: Vec<String>,
    },
    /// Record any program, in Rust or Python, and draw its timeline
    Timeline {
        /// A program that ends in .rs or .py
        file: PathBuf,
        /// Where to write the picture, instead of beside the program
        #[arg(long, value_name = "FILE.svg")]
        to: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let command = arguments.command.unwrap_or(Command::Serve(arguments.serve));
    if let Command::Supervise = command {
        return runner::supervise();
    }
    let done = root().and_then(|root| match command {
        Command::Supervise => Ok(()),
        Command::Serve(options) => serve::serve(&root, &options),
        Command::Build => build::command(&root),
        Command::Bless { chapters } => bless::command(&root, &chapters),
        Command::Record { chapters } => record::command(&root, &chapters),
        Command::Libraries => libraries::command(&root),
        Command::Measure { rounds, without } => {
            measure::command(&root, &measure::Options { rounds, without })
        }
        Command::Timeline { file, to } => record::timeline(&root, &file, to),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the project: the folder above that has a `book.toml`.
///
/// Not where this crate was compiled: a clone may have been moved, or share
/// its target folder with another.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("there is no current folder")?;
    let root = here
        .ancestors()
        .find(|folder| folder.join("book.toml").is_file());
    root.map(Path::to_path_buf).with_context(|| {
        format!(
            "`{}` is not inside the book\n  cd to a clone of it first",
            here.display()
        )
    })
}
