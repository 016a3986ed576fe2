//! The names in a section by which readers look for it.

use std::collections::BTreeSet;

use crate::text::pieces;

/// Names of functions and types, and codes of errors, each once.
///
/// Pagefind splits at spaces only: of `tokio::task::spawn_blocking(send)` and
/// `error[E0277]:` it makes one long word each, and finds it by its beginning.
pub(crate) fn names(html: &str) -> String {
    let words = words(html);
    let names: BTreeSet<&str> = words.split(' ').filter(|it| is_name(it)).collect();
    names.into_iter().collect::<Vec<_>>().join(" ")
}

/// All words, with a space between any two.
pub(crate) fn words(html: &str) -> String {
    let words = pieces(html).flat_map(|it| it.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `spawn_blocking`, `JoinSet`, `E0277`: what no word of prose looks like.
fn is_name(word: &str) -> bool {
    let joined = word.trim_matches('_').contains('_');
    let mut rest = word.chars().skip(1);
    let capital = rest.clone().any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let code = word.len() == 5 && word.starts_with('E') && rest.all(|c| c.is_ascii_digit());
    joined || capital || code
}

#[cfg(test)]
mod tests {
    use super::names;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(names(html), expected, "{html}");
    }

    #[test]
    fn names_are_found_wherever_they_are_called() {
        check(
            "<pre>tokio::task::spawn_blocking(f)</pre>",
            "spawn_blocking",
        );
        check("let set = JoinSet::new();", "JoinSet");
        check("<td>In asyncio</td><td>Rust</td>", "");
        check("a_b and a_b, __await__", "a_b");
    }

    #[test]
    fn codes_of_errors_are_found_in_brackets() {
        check("error[E0277]: `Rc&lt;u64&gt;` cannot", "E0277");
    }
}
