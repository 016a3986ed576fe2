//! The little HTML that figures are made of.

/// Text for between tags and inside double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A sentence with `code` in backticks.
pub(crate) fn sentence(text: &str) -> String {
    let mut html = String::new();
    for (index, part) in text.split('`').enumerate() {
        let part = escape(part);
        // An unpaired backtick at the end opens nothing.
        if index % 2 == 1 {
            html.push_str(&format!("<code>{part}</code>"));
        } else {
            html.push_str(&part);
        }
    }
    html
}

/// A fenced block of Markdown: mdBook highlights it, rustdoc tests it.
pub(crate) fn fence(info: &str, text: &str) -> String {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest.max(2) + 1);
    format!("\n{ticks}{info}\n{text}{end}{ticks}\n\n")
}

/// A cell of a Markdown table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_code_and_no_tags() {
        let html = sentence("`Vec<u8>` & \"more\"");
        assert_eq!(html, "<code>Vec&lt;u8&gt;</code> &amp; &quot;more&quot;");
    }

    #[test]
    fn a_cell_keeps_its_bars() {
        assert_eq!(cell("a | b"), "a \\| b");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("text", "a"), "\n```text\na\n```\n\n");
        assert_eq!(fence("text", "```\n"), "\n````text\n```\n````\n\n");
    }
}
