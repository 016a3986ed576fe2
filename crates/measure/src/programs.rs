//! From the plan to something that can be started.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use listing::{Kind, Language, Listings};
use runner::Python;

use crate::plan::{self, EMPTY, Program, Way};
use crate::{change, package};

/// Runs a program on the loop of uvloop, and does not change a byte of it.
const ON_UVLOOP: &str = "\
import asyncio, runpy, sys, uvloop
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
runpy.run_path(sys.argv[1], run_name='__main__')
";

/// A program that can be started.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    /// For messages: `five_at_once (python)`.
    pub name: String,
    /// As it stands beside the page.
    pub source: String,
    /// The program, and what it is given.
    pub command: Vec<OsString>,
}

/// Everything that can be started, and what made it so.
#[derive(Clone, Debug)]
pub(crate) struct Workshop {
    /// In the order of the plan.
    pub programs: Vec<Ready>,
    /// The interpreter.
    pub python: Python,
    /// The packages that were asked for, and are there.
    pub modules: Vec<String>,
    /// The program that runs another one and says what it took.
    pub child: PathBuf,
    /// The lock file that the programs in Rust were built with.
    pub lock: PathBuf,
}

/// Writes every program with its size, and builds those in Rust.
pub(crate) fn prepare(root: &Path, listings: &Listings, programs: &[Program]) -> Result<Workshop> {
    let python = Python::find()?;
    let modules = all_modules(listings, programs);
    installed(&python, &modules)?;
    let folder = root.join("target").join("measure");
    let texts = programs.iter().map(|program| text(program, listings));
    let texts = texts.collect::<Result<Vec<Text>>>()?;
    let built = package::build(root, &folder, &in_rust(programs, &texts))?;
    let mut ready = Vec::new();
    for (program, text) in programs.iter().zip(texts) {
        let command = match program.way {
            Way::Rust => vec![built.folder.join(stem(program)).into()],
            Way::Python | Way::Uvloop => script(&folder, &python, program, &text.changed)?,
        };
        ready.push(Ready {
            name: program.to_string(),
            source: text.original,
            command,
        });
    }
    Ok(Workshop {
        programs: ready,
        python,
        modules,
        child: built.folder.join(package::CHILD.0),
        lock: built.lock,
    })
}

/// Names and texts of what rustc builds.
fn in_rust<'a>(programs: &[Program], texts: &'a [Text]) -> Vec<(String, &'a str)> {
    let both = programs.iter().zip(texts);
    let rust = both.filter(|(program, _)| program.way == Way::Rust);
    rust.map(|(program, text)| (stem(program), text.changed.as_str()))
        .collect()
}

/// A program as it stands beside the page, and as it is measured.
struct Text {
    original: String,
    changed: String,
}

fn text(program: &Program, listings: &Listings) -> Result<Text> {
    let language = program.way.language();
    let original = source(program, listings)?;
    let Some(size) = program.size else {
        return Ok(Text {
            changed: original.clone(),
            original,
        });
    };
    let changed = change::changed(&original, language, size).with_context(|| {
        let kind = Kind::program(language);
        let place = listings.get(program.listing).map(|it| it.place(kind));
        let place = place.unwrap_or_default();
        let line = match language {
            Language::Rust => format!("const {}: ... = ...;", size.0),
            Language::Python => format!("{} = ...", size.0),
        };
        format!("{place}: there is not one line `{line}`\n  what measures changes that line, and no other")
    })?;
    Ok(Text { original, changed })
}

/// The text of a listing, or of the empty program.
pub(crate) fn source(program: &Program, listings: &Listings) -> Result<String> {
    let language = program.way.language();
    if program.listing == EMPTY {
        return Ok(match language {
            Language::Rust => include_str!("../programs/empty.rs").into(),
            Language::Python => include_str!("../programs/empty.py").into(),
        });
    }
    let listing = listings.get(program.listing);
    let source = listing.and_then(|it| it.source(language));
    let source = source.with_context(|| {
        format!(
            "no listing named `{}` in {language}\n  see crates/measure/src/plan.rs",
            program.listing
        )
    })?;
    Ok(source.to_string())
}

/// The name of a file for it.
fn stem(program: &Program) -> String {
    let size = program.size.map_or("", |(_, value)| value);
    format!("{}__{size}", program.listing).replace('.', "__")
}

/// Writes the program, and says how to start it.
fn script(folder: &Path, python: &Python, program: &Program, text: &str) -> Result<Vec<OsString>> {
    let path = folder.join(format!("{}.py", stem(program)));
    fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    let mut command = vec![python.program().to_owned()];
    if program.way == Way::Uvloop {
        command.extend(["-c".into(), ON_UVLOOP.into()]);
    }
    command.push(path.into());
    Ok(command)
}

fn all_modules(listings: &Listings, programs: &[Program]) -> Vec<String> {
    let mut modules: Vec<String> = programs
        .iter()
        .flat_map(|program| plan::modules(program, listings))
        .collect();
    modules.sort();
    modules.dedup();
    modules
}

/// Refuses to begin where a package is missing: a row would be.
fn installed(python: &Python, modules: &[String]) -> Result<()> {
    let missing: Vec<&str> = modules
        .iter()
        .map(String::as_str)
        .filter(|module| !python.has(module))
        .collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let python = python.program().to_string_lossy();
    let names = missing.join(" ");
    bail!(
        "`{python}` cannot import {}\n  {python} -m pip install {names}, \
         name another by PYTHON=…, or leave rows out: --without {first}",
        missing.join(", ")
    )
}
