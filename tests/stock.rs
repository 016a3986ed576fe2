//! Stock `mdbook test`: rustdoc compiles and runs every program of every page.
//!
//! One test per page, two at a time.
//! This is the weaker net: it does not compare what is printed, nor the codes
//! of compiler errors. `tests/listings.rs` does.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use book_tests::root;
use libtest_mimic::{Arguments, Trial};
use listing::page;
use mdbook_driver::MDBook;
use runner::{Build, Cargo};
use tempfile::TempDir;

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
        let library = library.path().to_path_buf();
        Trial::test(page.clone(), move || {
            test(&root(), &library, &page).map_err(|error| format!("{error:#}").into())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// What the listings use, as `cargo book libraries` gathers it, in a folder of
/// this run.
fn libraries() -> Result<TempDir> {
    let build = Build::new(&root(), Cargo::Seen)?;
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
    build.gather_libraries(folder.path())?;
    Ok(folder)
}

/// The pages that show listings.
fn pages() -> Result<Vec<String>> {
    let pages = page::pages(&root())?.into_iter();
    let pages = pages.filter(|(_, text)| page::shows(text).next().is_some());
    Ok(pages.map(|(slug, _)| format!("{slug}.md")).collect())
}

fn test(root: &Path, library: &Path, page: &str) -> Result<()> {
    let mut book = MDBook::load(root)?;
    book.with_preprocessor(mdbook_listing::Weaver {
        stale: mdbook_listing::Stale::Refused,
    });
    let library = library.to_str().context("the library path is not UTF-8")?;
    book.test_chapter(vec![library], Some(page))
        .with_context(|| {
            format!("rustdoc refuses a program of src/{page}; what it says stands above")
        })
}
