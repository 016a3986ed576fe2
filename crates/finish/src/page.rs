//! One page: text in, text out, step by step.

use anyhow::Result;
use mdbook_listing::Words;

use crate::contents::Contents;
use crate::text::swap;
use crate::{code, frame, mends, missing, neighbours, pauses, prose, sizes, stock, styles};

/// What all pages of a site share.
pub(crate) struct Shared<'a> {
    pub(crate) words: &'a Words,
    pub(crate) contents: Contents,
    /// The names of the files that a page loads.
    pub(crate) sheet: String,
    pub(crate) script: String,
    /// A book may have no scripts of its own.
    pub(crate) module: Option<String>,
}

/// A page in three pieces. Most is said about the frame, and most of a page is
/// text.
pub(crate) struct Page<'a> {
    pub(crate) before: String,
    pub(crate) text: &'a str,
    pub(crate) after: String,
}

impl<'a> Page<'a> {
    /// # Errors
    ///
    /// If the page has no `<main>`.
    pub(crate) fn of(html: &'a str) -> Result<Page<'a>> {
        let lost = || anyhow::anyhow!("mdBook made a page without `<main>`");
        let start = html.find("<main>").ok_or_else(lost)? + "<main>".len();
        let end = html.rfind("</main>").ok_or_else(lost)?;
        Ok(Page {
            before: html[..start].to_string(),
            text: &html[start..end],
            after: html[end..].to_string(),
        })
    }
}

/// The page `name` as readers get it.
pub(crate) fn finished(
    name: &str,
    html: &str,
    shared: &Shared,
    painter: &mut code::Painter,
) -> Result<String> {
    let Page {
        mut before,
        text,
        mut after,
    } = Page::of(html)?;
    shared.contents.put(&mut before, name, text)?;
    frame::with_buttons(&mut before, shared.words)?;
    stock::drop(&mut before, &mut after)?;
    load(&mut before, shared)?;
    mends::mend(&mut before, &mut after, shared.words)?;
    neighbours::name(&mut after, &shared.contents, shared.words)?;
    let text = sizes::sized(&painter.page(text))?;
    let text = prose::with_words_once(&prose::with_marked_code(&text));
    let text = pauses::paused(&text);
    let page = format!("{before}{text}{after}");
    Ok(missing::from_the_root(page))
}

/// Makes the frame load what is joined.
fn load(before: &mut String, shared: &Shared) -> Result<()> {
    styles::link(before, &shared.sheet)?;
    if let Some(module) = &shared.module {
        swap(before, "js/page.js\"", &format!("{module}\""))?;
    }
    // It waits for the page to be read, so it may as well be asked for early.
    let script = format!(
        "<script defer src=\"{}\"></script>\n    </head>",
        shared.script
    );
    swap(before, "</head>", &script)
}
