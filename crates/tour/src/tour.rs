//! The tour: every listing of the page, in its order, with its question.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use listing::{
    Compiler, Ending, Expectation, Kind, Language, Listing, Listings, Need, compiler_text, needs,
    page,
};

use crate::servers::{self, Start};

/// A listing where the page shows it.
pub(crate) struct Stop<'a> {
    pub(crate) listing: &'a Listing,
    /// The question that the page asks first.
    ask: Option<String>,
    expectation: Expectation,
}

impl Stop<'_> {
    pub(crate) fn claim(&self) -> String {
        self.listing.claim().unwrap_or_default()
    }

    pub(crate) fn compiles(&self) -> bool {
        !matches!(self.expectation.compiler, Compiler::Refuses(_))
    }

    /// What it printed where what it needs was installed.
    fn recorded(&self) -> String {
        let needs = self.listing.needs(Language::Rust);
        let names: Vec<&str> = needs.iter().map(Need::name).collect();
        let (names, stdout) = (names.join(", "), &self.expectation.stdout);
        format!("Not run: it needs {names}, which is not installed. Recorded:\n\n{stdout}\n")
    }

    /// What rustc says of a program that does not compile.
    pub(crate) fn refusal(&self) -> String {
        match &self.expectation.compiler {
            Compiler::Refuses(text) => {
                let (version, message) = compiler_text(text);
                format!("This program does not compile. {version} says:\n\n{message}")
            }
            _ => format!(
                "`{}` is not built: name it in examples/{}/main.rs\n",
                self.listing.name, self.listing.chapter
            ),
        }
    }
}

/// The root of the book and the chapter's slug, from the folder in which the
/// chapter was compiled.
///
/// The clone that the reader stands in goes first: two clones can share a
/// target folder, and a clone can be moved.
pub(crate) fn place(folder: &Path) -> Result<(PathBuf, &str)> {
    let slug = folder.file_name().and_then(|name| name.to_str());
    let slug = slug.with_context(|| format!("`{}` is not a chapter's folder", folder.display()))?;
    let is_root = |root: &&Path| root.join("examples").join(slug).join("main.rs").is_file();
    let here = std::env::current_dir()?;
    let root = here.ancestors().find(is_root).or(folder.ancestors().nth(2));
    let root = root.filter(is_root).with_context(|| {
        format!("the book is not here\n  run this inside a clone that has examples/{slug}")
    })?;
    Ok((root.to_path_buf(), slug))
}

/// The listings of the chapter that have a program in Rust, in page order.
///
/// Those that the page does not show come last: a chapter that is being
/// written has some.
pub(crate) fn stops<'a>(root: &Path, slug: &str, listings: &'a Listings) -> Result<Vec<Stop<'a>>> {
    let page = root.join("src").join(format!("{slug}.md"));
    let page = fs::read_to_string(&page)
        .with_context(|| format!("cannot read the chapter's page `{}`", page.display()))?;
    let shown = page::shows(&page).map(|(_, show)| (show.name, show.ask));
    let rest = listings.by_name.keys().map(|name| (name.clone(), None));
    let mut seen = BTreeSet::new();
    let mut stops = Vec::new();
    for (name, ask) in shown.chain(rest) {
        let Some(listing) = listings
            .get(&name)
            .filter(|listing| listing.chapter == slug)
        else {
            continue;
        };
        if listing.file(Kind::Rust).is_none() || !seen.insert(name) {
            continue;
        }
        let expectation = listing.expectation(Language::Rust).unwrap_or(Expectation {
            compiler: Compiler::Silent,
            stdout: String::new(),
            ending: Ending::Well,
        });
        stops.push(Stop {
            listing,
            ask,
            expectation,
        });
    }
    Ok(stops)
}

/// Runs every stop; fails if one ends well that should not, or the reverse.
pub(crate) fn run(slug: &str, stops: &[Stop<'_>], start: Option<Start>) -> Result<ExitCode> {
    let (mut bold, mut plain) = ("\x1b[1m", "\x1b[0m");
    if !io::stdout().is_terminal() || std::env::var_os("NO_COLOR").is_some() {
        (bold, plain) = ("", "");
    }
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut surprises = 0;
    for (index, stop) in stops.iter().enumerate() {
        let listing = stop.listing;
        println!(
            "{bold}{}. {}{plain}",
            index + 1,
            stop.ask.clone().unwrap_or(stop.claim())
        );
        println!("   examples/{slug}/{}.rs\n", listing.name);
        if stop.ask.is_some() && asks {
            print!("   Enter runs it. ");
            io::stdout().flush()?;
            io::stdin().lock().read_line(&mut String::new())?;
        }
        if !stop.compiles() {
            println!("{}", stop.refusal());
        } else if !run_one(stop, start)? {
            surprises += 1;
        }
        if stop.ask.is_some() {
            println!("{}", stop.claim());
        }
        println!();
    }
    println!("The page with the Python twins: cargo book, then {slug}.html");
    Ok(if surprises == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs the listing as a child; whether it ended as the book says.
fn run_one(stop: &Stop<'_>, start: Option<Start>) -> Result<bool> {
    if let Compiler::Warns(text) = &stop.expectation.compiler {
        let (version, message) = compiler_text(text);
        println!("{version} warns:\n\n{message}");
    }
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg(&stop.listing.name)
        // The page shows no backtraces, and they would hide the lesson.
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LIB_BACKTRACE");
    let practises = stop
        .listing
        .source(Language::Rust)
        .is_some_and(needs::practises);
    let status = servers::status(&mut command, start.filter(|_| practises))
        .with_context(|| format!("cannot run the listing `{}`", stop.listing.name))?;
    let status = match status {
        Some(status) => status,
        // It reads where the server is, and comes to its end without.
        None if stop.listing.needs(Language::Rust).is_empty() => command.status()?,
        None => {
            print!("{}", stop.recorded());
            return Ok(true);
        }
    };
    println!();
    let fails = matches!(stop.expectation.ending, Ending::Failed(_));
    match (status.success(), fails) {
        (false, true) => println!("It ended with {status}, as it should."),
        (false, false) => println!("It ended with {status}, and the book says that it ends well."),
        (true, true) => println!("It ended well, and the book says that it fails."),
        (true, false) => {}
    }
    Ok(status.success() != fails)
}
