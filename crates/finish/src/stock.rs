//! What of mdBook's pages and files is dropped.

use anyhow::Result;

use crate::asset::plain;
use crate::text::cut;

/// What is cut out of the frame before the text.
const BEFORE: [(&str, &str); 2] = [
    // Makes the list of chapters, which stands in the page.
    ("<!-- Start loading toc.js", "</script>"),
    // The same for pages without scripts, as a frame.
    ("<noscript>", "</noscript>"),
];

/// What is cut out of the frame after the text.
const AFTER: [(&str, &str); 6] = [
    ("<script src=\"clipboard-", "</script>"),
    ("<script src=\"highlight-", "</script>"),
    ("<script src=\"book-", "</script>"),
    // Icons of buttons that only mdBook's playground has.
    ("<template id=fa-copy>", "</template>"),
    ("<template id=fa-play>", "</template>"),
    ("<template id=fa-clock-rotate-left>", "</template>"),
];

/// Files that no page needs any more, by their names without hash.
const FILES: [&str; 9] = [
    "ayu-highlight.css",
    "book.js",
    "clipboard.min.js",
    "favicon.png",
    "highlight.css",
    "highlight.js",
    "toc.html",
    "toc.js",
    "tomorrow-night.css",
];

/// Folders of fonts, which no page uses, and of style sheets, which are joined.
pub(crate) const FOLDERS: [&str; 3] = ["css", "fonts", "theme"];

/// Cuts out of a frame what loads those files.
pub(crate) fn drop(before: &mut String, after: &mut String) -> Result<()> {
    for (start, end) in BEFORE {
        cut(before, start, end)?;
    }
    for (start, end) in AFTER {
        cut(after, start, end)?;
    }
    // Every browser that the book is for draws the other icon.
    let _ = cut(before, "<link rel=\"shortcut icon\"", ">");
    Ok(())
}

/// Whether a file beside the pages is one that no page needs any more.
pub(crate) fn is_dropped(name: &str) -> bool {
    FILES.contains(&plain(name).as_str())
}
