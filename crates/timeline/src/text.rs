//! Text: how wide it is drawn, how it is shortened, how it is escaped.

use unicode_width::UnicodeWidthChar;

/// A font as the layout knows it. Which fonts a reader has nobody knows, so
/// the widths are on the wide side: text is rather left out than cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Labels, 12 px.
    Label,
    /// Names of lanes, monospaced, 13 px.
    Name,
    /// How a lane ended, bold, 12 px.
    Strong,
    /// Side remarks, ticks, text in the strips of threads, 11 px.
    Small,
    /// What was printed, monospaced, 12 px.
    Printed,
}

impl Font {
    /// The size of the font, in px. The style sheet says the same.
    pub const fn size(self) -> f64 {
        match self {
            Font::Name => 13.0,
            Font::Label | Font::Strong | Font::Printed => 12.0,
            Font::Small => 11.0,
        }
    }
}

/// About how wide a text is drawn, in px, once it is escaped.
pub fn width(text: &str, font: Font) -> f64 {
    let columns = |c: char| match is_line_end(c) {
        true => 1.0,
        false => c.width().unwrap_or(0) as f64,
    };
    let em = |c: char| match font {
        Font::Name | Font::Printed => 0.605 * columns(c),
        Font::Label | Font::Small => sans_em(c, columns(c)),
        Font::Strong => 1.12 * sans_em(c, columns(c)),
    };
    text.chars().map(em).sum::<f64>() * font.size()
}

/// The width of a character in a wide sans-serif font, such as DejaVu Sans.
fn sans_em(c: char, columns: f64) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '×' => 0.95,
        'A'..='Z' | '_' | '=' | '+' => 0.73,
        _ => 0.62 * columns,
    }
}

/// The text, cut with an ellipsis where it would be wider than `room` px.
/// Empty if there is not even room for a few letters.
pub fn clip(text: &str, font: Font, room: f64) -> String {
    /// Fewer letters than this say nothing.
    const LETTERS_MIN: usize = 4;
    if width(text, font) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let longer = format!("{kept}{c}…");
        if width(&longer, font) > room {
            break;
        }
        kept.push(c);
    }
    let kept = kept.trim_end();
    if kept.chars().count() < LETTERS_MIN {
        return String::new();
    }
    format!("{kept}…")
}

/// A name for where the whole does not fit: `say_after(100, "hello") (2)`
/// becomes `say_after(…) (2)`.
pub fn shorten(name: &str) -> String {
    let Some(open) = name.find('(') else {
        return name.to_string();
    };
    let close = match name.rfind(" (") {
        Some(counter) if counter > open => counter,
        _ => name.len(),
    };
    if open == 0 || close - open <= 2 {
        return name.to_string();
    }
    format!("{}(…){}", &name[..open], &name[close..])
}

/// The text as it may stand in SVG and HTML, between tags and in attributes.
///
/// Besides what XML demands: no braces, since mdBook would expand `{{#…}}`
/// after us, and what [`clean`] sees to.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The text without line ends, since an empty line would end the HTML block of
/// a Markdown page; without control characters; and without what turns the
/// direction of the text around it.
pub fn clean(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let illegal = |c| matches!(c, '\u{fffe}' | '\u{ffff}');
    let chars = text.chars().map(|c| if is_line_end(c) { ' ' } else { c });
    chars
        .filter(|c| !c.is_control() && !turns(*c) && !illegal(*c))
        .collect()
}

/// What is drawn as a space.
fn is_line_end(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_not_clipped() {
        assert_eq!(clip("hello", Font::Name, 60.0), "hello");
        assert_eq!(clip("hello, world", Font::Name, 60.0), "hello,…");
        assert_eq!(clip("hello, world", Font::Name, 30.0), "");
    }

    #[test]
    fn names_lose_their_arguments_first() {
        let all = [
            (r#"say_after(100, "hello")"#, "say_after(…)"),
            (r#"fetch("near (1)", 100) (2)"#, "fetch(…) (2)"),
            ("worker() (11)", "worker() (11)"),
            ("main", "main"),
            ("(a, b)", "(a, b)"),
        ];
        for (name, short) in all {
            assert_eq!(shorten(name), short);
        }
    }

    #[test]
    fn markup_becomes_text() {
        let escaped = escape("</svg>{{#include /etc/passwd}}\n\n# a \u{1b}[31m\"b\" & 'c'");
        assert_eq!(
            escaped,
            "&lt;/svg&gt;&#123;&#123;#include /etc/passwd&#125;&#125;  # a [31m&quot;b&quot; &amp; &#39;c&#39;"
        );
    }
}
