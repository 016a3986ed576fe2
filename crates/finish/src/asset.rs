//! Names of files that may be kept by a browser for ever.

use sha2::{Digest as _, Sha256};

/// The name of a file with the hash of what it says, as mdBook names its own.
pub(crate) fn named(stem: &str, extension: &str, text: &str) -> String {
    format!("{stem}-{}.{extension}", hash(text))
}

/// The hash of a text, in eight letters.
pub(crate) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest[..4].iter().map(|it| format!("{it:02x}")).collect()
}

/// The name that a file had before it got a hash: `book.js` of
/// `book-609e4cb8.js`.
pub(crate) fn plain(name: &str) -> String {
    let Some((stem, extension)) = name.split_once('.') else {
        return name.to_string();
    };
    match stem.rsplit_once('-') {
        Some((stem, hash)) if is_hash(hash) => format!("{stem}.{extension}"),
        _ => name.to_string(),
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|it| it.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{named, plain};

    #[test]
    fn another_text_has_another_name() {
        assert_eq!(named("page", "css", ""), "page-e3b0c442.css");
        assert_ne!(named("page", "css", "a{}"), named("page", "css", "b{}"));
    }

    #[test]
    fn a_hash_is_taken_off_a_name() {
        for (name, expected) in [
            ("book-609e4cb8.js", "book.js"),
            ("clipboard-1626706a.min.js", "clipboard.min.js"),
            ("ayu-highlight-3fdfc3ac.css", "ayu-highlight.css"),
            ("ayu-highlight.css", "ayu-highlight.css"),
            ("toc.html", "toc.html"),
            ("CNAME", "CNAME"),
        ] {
            assert_eq!(plain(name), expected);
        }
    }
}
