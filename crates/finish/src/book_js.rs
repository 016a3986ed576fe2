//! mdBook's own script, made to do without what is dropped.

use anyhow::Result;

use crate::mends;
use crate::text::{find, swap};

/// In the place of what it loads before itself.
const STUBS: &str = include_str!("frame/stubs.js");

/// The sheets of highlight.js, which it switches when the theme changes.
const SHEETS: [&str; 3] = ["highlight", "tomorrow-night", "ayu-highlight"];

/// The address of mdBook's script, from a page.
pub(crate) fn address(page: &str) -> Result<&str> {
    let start = "<script src=\"book-";
    let tag = find(page, start, "\"></script>")?;
    Ok(&tag["<script src=\"".len()..tag.len() - "\"></script>".len()])
}

/// The script, with stubs before it and the scripts of the mends behind it.
///
/// # Errors
///
/// If mdBook's script is not the one that we know.
pub(crate) fn join(book: &str) -> Result<String> {
    let mut book = book.to_string();
    for sheet in SHEETS {
        let stock = format!("document.querySelector('#mdbook-{sheet}-css')");
        swap(&mut book, &stock, "{}")?;
    }
    let scripts = mends::TABLE.iter().filter_map(|it| it.script);
    let mends: String = scripts.map(|it| format!("{{\n{it}}}\n")).collect();
    Ok(without_comments(&format!("{STUBS}{book}\n{mends}")))
}

/// Drops the lines that are nothing but a comment.
fn without_comments(script: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in script.lines() {
        let start = line.trim_start();
        inside |= start.starts_with("/*");
        if !inside && !start.is_empty() && !start.starts_with("//") {
            text += &format!("{}\n", line.trim_end());
        }
        inside &= !line.contains("*/");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn whole_lines_of_comment_go_and_nothing_else() {
        let script = "// a\n\n  b(); // c\n/* d */\n  /** e\n   * f */\n'g \\\n  h'\n";
        assert_eq!(without_comments(script), "  b(); // c\n'g \\\n  h'\n");
    }
}
