//! Stock `mdbook test`: rustdoc compiles and runs every program of every page.
//!
//! One test per page, two at a time. The library path is made as README says.
//! This is the weaker net: it does not compare what is printed, nor the codes
//! of compiler errors. `tests/listings.rs` does.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use book_tests::root;
use libtest_mimic::{Arguments, Trial};
use listing::page::{self, Directive};
use mdbook_driver::MDBook;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2);
    let (library, pages) = match libraries().and_then(|library| Ok((library, pages()?))) {
        Ok(found) => found,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let trials = pages.into_iter().map(|page| {
        let library = library.clone();
        Trial::test(page.clone(), move || {
            test(&root(), &library, &page).map_err(|error| format!("{error:#}").into())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// Builds what the listings use, in a profile of its own.
fn libraries() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--examples", "--profile", "book"])
        .current_dir(root())
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("the examples do not build in the profile `book`");
    }
    let target = std::env::current_exe()?;
    let target = target
        .ancestors()
        .nth(3)
        .context("the test is in no target folder")?;
    Ok(target.join("book").join("deps"))
}

/// The pages that show listings.
fn pages() -> Result<Vec<String>> {
    let shows = |it: &(usize, page::Parsed)| matches!(it.1, Ok(Directive::Listing(_)));
    let pages = page::pages(&root())?.into_iter();
    let pages = pages.filter(|(_, text)| page::directives(text).iter().any(shows));
    Ok(pages.map(|(slug, _)| format!("{slug}.md")).collect())
}

fn test(root: &Path, library: &Path, page: &str) -> Result<()> {
    let mut book = MDBook::load(root)?;
    book.with_preprocessor(mdbook_listing::Listings);
    let library = library.to_str().context("the library path is not UTF-8")?;
    book.test_chapter(vec![library], Some(page))
        .with_context(|| {
            format!("rustdoc refuses a program of src/{page}; what it says stands above")
        })
}
