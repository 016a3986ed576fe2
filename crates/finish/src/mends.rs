//! Mends what stock mdBook does wrong for those who do not use a mouse or a
//! screen.
//!
//! Each mend says what is wrong, where mdBook was told, and how to see that
//! mdBook does it right by now: a test then fails and says that the mend can go.

use anyhow::{Context as _, Result};
use mdbook_listing::Words;

use crate::frame::filled;
use crate::text::swap;

mod table;

pub(crate) use table::TABLE;

/// One thing that is put right.
pub(crate) struct Mend {
    /// What is wrong, as a sentence.
    pub(crate) wrong: &'static str,
    /// The issue of rust-lang/mdBook, if there is one.
    pub(crate) issue: Option<u32>,
    /// What shows that it is wrong.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test looks for it"))]
    pub(crate) sign: Sign,
    /// Whether every page has it, or only those in the row of chapters.
    pub(crate) pages: Pages,
    /// What stands on a stock page, and what is put there; it may have words of
    /// the book, as `{frame.skip}`.
    pub(crate) swaps: &'static [(&'static str, &'static str)],
    /// What is added to mdBook's script.
    pub(crate) script: Option<&'static str>,
}

/// What a stock page or script has as long as it is wrong.
#[cfg_attr(not(test), expect(dead_code, reason = "a test looks for it"))]
pub(crate) enum Sign {
    /// An element of a chapter that a selector of CSS finds.
    Element(&'static str),
    /// Text in `book.js`.
    Script(&'static str),
}

/// Which pages have it.
#[derive(PartialEq)]
pub(crate) enum Pages {
    /// Every page.
    All,
    /// Pages with a page before or behind them.
    InRow,
}

/// Mends the frame before and after the text of a page.
///
/// # Errors
///
/// If something to mend is not there.
pub(crate) fn mend(before: &mut String, after: &mut String, words: &Words) -> Result<()> {
    for mend in TABLE {
        for (stock, ours) in mend.swaps {
            let piece = if before.contains(stock) {
                &mut *before
            } else {
                &mut *after
            };
            if mend.pages == Pages::InRow && !piece.contains(stock) {
                continue;
            }
            let issue = mend.issue.map(|it| format!(" (mdBook #{it})"));
            swap(piece, stock, &filled(ours, words)).with_context(|| {
                format!("cannot mend: {}{}", mend.wrong, issue.unwrap_or_default())
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
