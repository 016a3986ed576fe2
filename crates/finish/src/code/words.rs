//! What a word is: by itself, and by what stands beside it.
//!
//! `src/js/programs/kinds.js` has the same rules for the editor.

use std::ops::Range;

use super::class::Class;

/// What a language says of words.
pub(super) struct Words {
    pub(super) keywords: &'static [&'static str],
    /// Types that are written like variables.
    pub(super) types: &'static [&'static str],
    /// What follows the name of a function, in its definition or a call.
    pub(super) calls: &'static [&'static str],
    /// What follows the name of a macro.
    pub(super) macros: &'static [&'static str],
    /// What precedes the name of a function that is defined, whatever follows.
    pub(super) defines: &'static str,
}

impl Words {
    /// What the word at `place` is; plain variables are nothing.
    pub(super) fn class(&self, text: &str, place: Range<usize>) -> Option<Class> {
        let (before, word, after) = (
            &text[..place.start],
            &text[place.clone()],
            &text[place.end..],
        );
        let followed = |by: &[&str]| by.iter().any(|it| after.starts_with(it));
        if self.keywords.contains(&word) {
            Some(Class::Keyword)
        } else if followed(self.macros) {
            Some(Class::Macro)
        } else if self.types.contains(&word) && !before.ends_with('.') {
            Some(Class::Type)
        } else if word.trim_start_matches('_').starts_with(char::is_uppercase) {
            Some(if is_constant(word) {
                Class::Number
            } else {
                Class::Type
            })
        } else if followed(self.calls) || before.ends_with(self.defines) {
            Some(Class::Function)
        } else {
            None
        }
    }
}

/// Whether a word with a capital is written as constants are: `LIMIT`, but not `T`.
fn is_constant(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase)
}

/// Whether a piece of a program is a word.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphabetic() || it == '_')
}

/// Whether a word ends at a place.
pub(super) fn is_word_before(text: &str, place: usize) -> bool {
    text[..place].ends_with(|it: char| it.is_alphanumeric() || it == '_')
}
