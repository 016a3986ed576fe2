//! What one program does, in the words of an expectation.

use std::process::Command;

use anyhow::{Context, Result, bail};
use listing::{Compiler, Ending, Expectation, Kind, Language, Listing, Listings};

use crate::check::check;
use crate::needs::serve;
use crate::{Build, Finished, Python, RUN_LIMIT, normal, run};

/// Compiles and runs the program of a listing, and says what it did.
///
/// A Rust program that no `main.rs` registers is not run: it is expected not
/// to compile.
///
/// # Errors
///
/// If the program does not end, if there is none in that language, or if a
/// tool cannot be run.
pub(crate) fn observe(
    build: &Build,
    python: &Python,
    listings: &Listings,
    listing: &Listing,
    language: Language,
) -> Result<Expectation> {
    let file = match language {
        Language::Rust => Kind::Rust,
        Language::Python => Kind::Python,
    };
    let place = listing.place(file);
    match language {
        Language::Rust => observe_rust(build, listings, listing),
        Language::Python => observe_python(python, listing),
    }
    .with_context(|| place)
}

fn observe_python(python: &Python, listing: &Listing) -> Result<Expectation> {
    let path = listing.path(Kind::Python);
    let mut command = python.command(&path);
    let _servers = serve(
        listing.source(Language::Python).unwrap_or_default(),
        &mut command,
    )?;
    let finished = run(command, RUN_LIMIT)?;
    let normal = match finished.status.success() {
        true => normal::python_note,
        false => normal::python_failure,
    };
    let stderr = normal(&finished.stderr, &path.to_string_lossy());
    // No lesson of the book; the place that Python names is needed to mend it.
    if ["SyntaxError", "IndentationError", "TabError"]
        .iter()
        .any(|it| stderr.starts_with(it))
    {
        bail!("is not Python\n{}", finished.stderr.trim_end());
    }
    Ok(expectation(Compiler::Silent, finished, stderr))
}

fn observe_rust(build: &Build, listings: &Listings, listing: &Listing) -> Result<Expectation> {
    let compiler = check(build, listing)?;
    if matches!(compiler, Compiler::Refuses(_)) {
        return Ok(Expectation {
            compiler,
            stdout: String::new(),
            ending: Ending::Well,
        });
    }
    let (name, chapter) = (&listing.name, &listing.chapter);
    if !listings.is_registered(listing) {
        bail!("compiles, and nothing runs it\n  name `{name}` in examples/{chapter}/main.rs");
    }
    let program = build.programs.get(&listing.chapter);
    let program = program.with_context(|| format!("no example named `{}`", listing.chapter))?;
    let mut command = Command::new(program);
    command.arg(name);
    // A backtrace is another output on every machine.
    for variable in ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_LOG"] {
        command.env_remove(variable);
    }
    let _servers = serve(
        listing.source(Language::Rust).unwrap_or_default(),
        &mut command,
    )?;
    let finished = run(command, RUN_LIMIT)?;
    let stderr = normal::rust(&finished.stderr);
    Ok(expectation(compiler, finished, stderr))
}

/// The exit status is the last line of what a failed program wrote: it is part
/// of what a shell sees.
fn expectation(compiler: Compiler, finished: Finished, stderr: String) -> Expectation {
    let ending = match (finished.status.success(), stderr.is_empty()) {
        (true, true) => Ending::Well,
        (true, false) => Ending::Noted(stderr),
        (false, _) => Ending::Failed(match finished.status.code() {
            Some(code) => format!("{stderr}(exit status {code})\n"),
            None => format!("{stderr}(ended by a signal)\n"),
        }),
    };
    Expectation {
        compiler,
        stdout: finished.stdout,
        ending,
    }
}
