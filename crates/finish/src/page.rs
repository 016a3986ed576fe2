//! One page: text in, text out.

use anyhow::{Context, Result};
use mdbook_listing::Words;

/// What is added at the end of the buttons on the left of the menu bar.
const BUTTONS: [&str; 2] = [
    include_str!("frame/reading.html"),
    include_str!("frame/search.html"),
];

/// Where the buttons on the left end.
const LEFT_BUTTONS_END: &str = "</div>\n\n                    <h1 class=\"menu-title\">";

/// The page as readers get it.
pub(crate) fn finished(html: &str, words: &Words) -> Result<String> {
    let place = html
        .find(LEFT_BUTTONS_END)
        .context("mdBook's menu bar is not where it was")?;
    let mut page = html.to_string();
    let buttons: String = BUTTONS.iter().map(|it| filled(it, words)).collect();
    page.insert_str(place, &buttons);
    Ok(crate::code::Painter::default().page(&page))
}

/// Puts words where a fragment says `{table.word}`.
fn filled(fragment: &str, words: &Words) -> String {
    let mut text = fragment.to_string();
    for (table, entries) in [
        ("frame", &words.frame),
        ("reading", &words.reading),
        ("search", &words.search),
    ] {
        for (name, word) in entries {
            text = text.replace(&format!("{{{table}.{name}}}"), word);
        }
    }
    text
}
