//! The mdBook preprocessor that puts listings on the pages.
//!
//! [`expand`] replaces each directive of a page by a figure: text in, text
//! out. [`Weaver`] is the same as a [`Preprocessor`], for mdBook to run as a
//! command and for `cargo book` to run in its own process. The directives are
//! documented in [`listing::page`].
//!
//! For the renderer `test` (stock `mdbook test`), programs are followed by
//! hidden `extern crate` lines, and a variation is shown whole: rustdoc then
//! compiles and runs every program of the book.

mod appendix;
mod figure;
mod html;
mod number;
mod pictures;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use listing::page::{self, Directive};
use listing::{Listings, Problem};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use number::{Number, Numbers, Page};
pub use pictures::Stale;
pub use words::Words;

/// All that a page needs to know of the rest of the book.
#[derive(Clone, Debug)]
pub struct Shared {
    /// Every listing.
    pub listings: Listings,
    /// Where each is shown, and under which number.
    pub numbers: Numbers,
    /// In the language of the book.
    pub words: Words,
    /// The crates that the listings of each chapter may use, by slug.
    pub crates: BTreeMap<String, Vec<String>>,
    /// Whether the pages are for rustdoc and not for a reader.
    pub for_test: bool,
    /// What to do with a recording of a program that was changed since.
    pub stale: Stale,
}

/// Replaces every directive of a page.
///
/// `page` says which page it is: its place is used in messages, and links lead
/// from it. Text outside directives is returned byte for byte.
///
/// # Errors
///
/// Everything that is wrong with the directives of the page.
pub fn expand(book: &Shared, page: &Page, markdown: &str) -> Result<String, Vec<Problem>> {
    let directives: BTreeMap<usize, page::Parsed> =
        page::directives(markdown).into_iter().collect();
    let mut problems = Vec::new();
    let mut text = String::with_capacity(markdown.len() * 4);
    for (index, line) in markdown.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let expanded = match directives.get(&number) {
            None => {
                text.push_str(line);
                continue;
            }
            Some(Err(message)) => Err((message.clone(), "see CONTRIBUTING.md, directives".into())),
            Some(Ok(Directive::Messages)) => Ok(appendix::messages(book, page)),
            Some(Ok(Directive::Dictionary)) => Ok(appendix::dictionary(book, page)),
            Some(Ok(Directive::Listing(show))) => figure::figure(book, page, show),
            Some(Ok(Directive::Timeline(_))) if book.for_test => Ok(String::new()),
            Some(Ok(Directive::Timeline(asked))) => pictures::alone(book, page, asked),
        };
        match expanded {
            Ok(html) => text.push_str(&html),
            Err((what, remedy)) => {
                problems.push(Problem::new(
                    format!("src/{}:{number}", page.path),
                    what,
                    remedy,
                ));
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if !book.for_test {
        text += &book.words.for_scripts();
    }
    Ok(text)
}

/// The preprocessor, under the name `listing`.
pub struct Weaver {
    /// What to do with a recording of a program that was changed since.
    pub stale: Stale,
}

impl Preprocessor for Weaver {
    fn name(&self) -> &str {
        "listing"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let collection = Listings::read(&context.root)?;
        let mut problems = collection.problems.clone();
        let pages = pages(&book);
        let language = context.config.book.language.as_deref().unwrap_or("en");
        let shared = Shared {
            numbers: Numbers::new(&pages, &collection),
            words: Words::of(language)?,
            crates: crates(&context.root, &collection)?,
            for_test: context.renderer == "test",
            stale: self.stale,
            listings: collection,
        };
        let mut pages = pages.into_iter();
        book.for_each_chapter_mut(|chapter| {
            if chapter.path.is_none() {
                return;
            }
            let (page, _) = pages.next().expect("both walk the same chapters");
            match expand(&shared, &page, &chapter.content) {
                Ok(content) => chapter.content = content,
                Err(found) => problems.extend(found),
            }
        });
        if !problems.is_empty() {
            let mut text = String::new();
            for problem in problems {
                writeln!(text, "{problem}")?;
            }
            bail!("{}", text.trim_end());
        }
        Ok(book)
    }
}

/// Every page with its text, in the order of `for_each_chapter_mut`, which
/// visits what is below a chapter before the chapter itself.
fn pages(book: &Book) -> Vec<(Page, String)> {
    fn visit(items: &[BookItem], pages: &mut Vec<(Page, String)>) {
        for item in items {
            let BookItem::Chapter(chapter) = item else {
                continue;
            };
            visit(&chapter.sub_items, pages);
            let Some(path) = &chapter.path else { continue };
            let page = Page {
                path: path.to_string_lossy().replace('\\', "/"),
                number: chapter
                    .number
                    .as_ref()
                    .map(|it| it.to_string().trim_matches('.').into()),
            };
            pages.push((page, chapter.content.clone()));
        }
    }
    let mut pages = Vec::new();
    visit(&book.items, &mut pages);
    pages
}

/// What each chapter's `Cargo.toml` lets its listings use.
fn crates(root: &Path, collection: &Listings) -> Result<BTreeMap<String, Vec<String>>> {
    let mut crates = BTreeMap::new();
    for slug in collection.registered.keys() {
        let path = root.join("examples").join(slug).join("Cargo.toml");
        let read = || -> Result<Vec<String>> {
            let manifest: toml::Table = toml::from_str(&std::fs::read_to_string(&path)?)?;
            let table = manifest.get("dependencies").and_then(toml::Value::as_table);
            let names = table.into_iter().flat_map(|table| table.keys());
            Ok(names
                .filter(|name| *name != "tour")
                .map(|name| name.replace('-', "_"))
                .collect())
        };
        let names = read().with_context(|| format!("cannot read `{}`", path.display()))?;
        crates.insert(slug.clone(), names);
    }
    Ok(crates)
}
