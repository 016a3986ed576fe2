//! Paints the programs on a page, so that no reader's browser has to.
//!
//! tree-sitter reads them: syntect's Rust grammar does not know `async` and
//! `await`. The highlighting queries of the grammars are not used. They paint
//! calls by the tree around them, and in a macro there is none, though
//! `tokio::join!(…)` is what this book is about. Here a word is painted by what
//! it is and what stands beside it (`words.rs`): the same inside and outside of
//! macros, in whole programs and in the fragments that variations show, and in
//! the editor (`src/js/programs/colors.js`).

mod class;
mod diff;
mod language;
mod markup;
mod python;
mod rust;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use language::{Language, Readers};
use markup::Markup;

use crate::prose::known;

const BLOCK: &str = "<pre><code class=\"";
const BLOCK_END: &str = "</code></pre>";

/// Paints programs; what it has painted once it remembers, because one page
/// has all of them again.
#[derive(Default)]
pub struct Painter {
    readers: Readers,
    painted: HashMap<(Language, bool, String), String>,
}

impl Painter {
    /// The page with its code painted: see `theme/code.css` for the classes.
    pub fn page(&mut self, html: &str) -> String {
        let mut page = String::with_capacity(html.len() * 5 / 4);
        let mut rest = html;
        let mut twin = None;
        while let Some((before, classes, code, after)) = block(rest) {
            twin = language_of_twin(before).or(twin);
            page.push_str(before);
            page.push_str(&format!("{BLOCK}{}\">", known(classes)));
            page.push_str(&self.block(classes, twin, code));
            rest = after;
        }
        page.push_str(rest);
        page
    }

    /// What is inside one `<code>`.
    fn block(&mut self, classes: &str, twin: Option<Language>, code: &str) -> String {
        let is_diff = classes.split(' ').any(|it| it == "language-diff");
        let named = classes.split(' ').find_map(Language::of_class);
        let language = if is_diff { twin } else { named };
        let Some(language) = language else {
            return code.to_string();
        };
        let key = (language, is_diff, code.to_string());
        if let Some(painted) = self.painted.get(&key) {
            return painted.clone();
        }
        let painted = self.paint(language, is_diff, code);
        self.painted.insert(key, painted.clone());
        painted
    }

    fn paint(&mut self, language: Language, is_diff: bool, code: &str) -> String {
        let Some(markup) = Markup::of(code) else {
            return code.to_string();
        };
        if is_diff && markup.tags.is_empty() {
            return diff::painted(&markup, |text| self.readers.classes(language, text));
        }
        markup.painted(&self.readers.classes(language, &markup.text))
    }
}

/// The next block: what is before it, its classes, what is in it, what follows.
fn block(html: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = html.split_once(BLOCK)?;
    let (classes, rest) = rest.split_once("\">")?;
    let (code, _) = rest.split_once(BLOCK_END)?;
    Some((before, classes, code, &rest[code.len()..]))
}

/// The language of the last twin that begins here: that of its changes.
fn language_of_twin(html: &str) -> Option<Language> {
    let (_, rest) = html.rsplit_once("<div class=\"twin ")?;
    let name = rest.split(['"', ' ']).next()?;
    Language::named(name)
}
