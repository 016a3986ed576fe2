//! Small numbers for the few texts that occur again and again.

use std::sync::{PoisonError, RwLock};

static NAMES: RwLock<Vec<&'static str>> = RwLock::new(Vec::new());

/// More names than this become the empty one. tokio has about thirty, and a
/// program few files.
const MOST: usize = 4096;

/// The number of a text.
pub(crate) fn number(name: &str) -> u16 {
    let find = |names: &[&'static str]| names.iter().position(|it| *it == name);
    let known = NAMES.read().unwrap_or_else(PoisonError::into_inner);
    let found = find(&known);
    drop(known);
    let index = found.or_else(|| {
        let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
        find(&names).or_else(|| {
            (names.len() < MOST).then(|| {
                names.push(name.to_string().leak());
                names.len() - 1
            })
        })
    });
    // Zero is for no name at all.
    index.map_or(0, |index| u16::try_from(index + 1).unwrap_or(0))
}

/// The text that has the number.
pub(crate) fn name(number: u16) -> &'static str {
    let names = NAMES.read().unwrap_or_else(PoisonError::into_inner);
    let index = usize::from(number).checked_sub(1);
    index.and_then(|index| names.get(index)).unwrap_or(&"")
}
