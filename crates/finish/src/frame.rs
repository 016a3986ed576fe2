//! What is added to the frame around the text, in the words of the book.

use anyhow::Result;
use mdbook_listing::Words;

use crate::text::swap;

/// What is added at the end of the buttons on the left of the menu bar.
const BUTTONS: [&str; 2] = [
    include_str!("frame/reading.html"),
    include_str!("frame/search.html"),
];

/// Where the buttons on the left end.
const LEFT_BUTTONS_END: &str = "</div>\n\n                    <h1 class=\"menu-title\">";

/// Adds our buttons to the menu bar.
pub(crate) fn with_buttons(page: &mut String, words: &Words) -> Result<()> {
    let buttons: String = BUTTONS.iter().map(|it| filled(it, words)).collect();
    swap(
        page,
        LEFT_BUTTONS_END,
        &format!("{buttons}{LEFT_BUTTONS_END}"),
    )
}

/// Puts words where a fragment says `{table.word}`.
pub(crate) fn filled(fragment: &str, words: &Words) -> String {
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

#[cfg(test)]
mod tests {
    use mdbook_listing::Words;

    use super::{BUTTONS, filled};
    use crate::mends;

    /// Words of the book that are no HTML.
    fn check(fragment: &str) {
        let text = filled(fragment, &Words::of("en").unwrap());
        for table in ["{frame.", "{reading.", "{search."] {
            assert!(!text.contains(table), "a word without an entry: {text}");
        }
    }

    #[test]
    fn every_hole_has_a_word() {
        BUTTONS.into_iter().for_each(check);
        for (_, ours) in mends::TABLE.iter().flat_map(|it| it.swaps) {
            check(ours);
        }
    }
}
