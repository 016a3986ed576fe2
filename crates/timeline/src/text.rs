//! Text: how wide it is drawn, how it is shortened, how it is escaped.

use std::collections::HashMap;

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

/// Fewer letters than this say nothing.
const LETTERS_MIN: usize = 4;

/// The text, cut with an ellipsis where it would be wider than `room` px.
/// Empty if there is not even room for a few letters.
pub fn clip(text: &str, font: Font, room: f64) -> String {
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
    match (name.find('('), arguments(name)) {
        (None | Some(0), _) => name.to_string(),
        (_, Some((arguments, _))) if arguments == [""] => name.to_string(),
        (Some(open), Some((_, rest))) => format!("{}(…){rest}", &name[..open]),
        (Some(open), None) => format!("{}(…)", &name[..open]),
    }
}

/// Each name for where the whole does not fit. Where [`shorten`] makes the same
/// of several, the argument that differs is kept instead of the function:
/// `"hello"` and `"world"`, or `(1)` and `(2)`.
pub fn shorten_apart(names: &[String]) -> Vec<String> {
    let mut like: HashMap<String, Vec<&str>> = HashMap::new();
    for name in names {
        like.entry(shorten(name)).or_default().push(name);
    }
    let short = |name: &String| {
        let short = shorten(name);
        let like = &like[&short];
        // To look through very many would take long, and they have no lanes.
        match like.len() {
            2..=LIKE_MAX => own_argument(name, like).unwrap_or(short),
            _ => short,
        }
    };
    names.iter().map(short).collect()
}

/// More names than this that are alike are not told apart.
const LIKE_MAX: usize = 20;

/// The argument of a call that none like it has: rather a text, which is a name
/// by itself.
fn own_argument(name: &str, like: &[&str]) -> Option<String> {
    let (arguments, rest) = arguments(name)?;
    let others = like.iter().filter(|it| **it != name);
    let others: Vec<_> = others.filter_map(|it| self::arguments(it)).collect();
    let is_own = |at: &usize| {
        let differs = |it: &(Vec<&str>, &str)| it.0.get(*at) != Some(&arguments[*at]);
        others.iter().all(differs)
    };
    let is_text = |at: &usize| arguments[*at].starts_with('"');
    let mut own = (0..arguments.len()).filter(is_own);
    if let Some(at) = own.clone().find(is_text) {
        return Some(format!("{}{rest}", arguments[at]));
    }
    let at = own.next()?;
    let begin = if at == 0 { "(" } else { "…" };
    let is_last = at + 1 == arguments.len();
    let end = if is_last { ")" } else { ", …)" };
    Some(format!("{begin}{}{end}{rest}", arguments[at]))
}

/// The arguments of a call, and what follows it.
fn arguments(name: &str) -> Option<(Vec<&str>, &str)> {
    let open = name.find('(')? + 1;
    let (mut depth, mut quoted, mut begin) = (0, false, open);
    let mut arguments = Vec::new();
    for (at, c) in name[open..].char_indices() {
        let at = open + at;
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            ')' if depth == 0 => {
                arguments.push(name[begin..at].trim());
                return Some((arguments, &name[at + 1..]));
            }
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(name[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    None
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
            ("pair(a, (b, c))", "pair(…)"),
            ("open(", "open(…)"),
        ];
        for (name, short) in all {
            assert_eq!(shorten(name), short);
        }
    }

    #[test]
    fn names_that_differ_only_in_arguments_keep_what_differs() {
        let all = [
            (r#"say_after(100, "hello")"#, r#""hello""#),
            (r#"say_after(200, "world")"#, r#""world""#),
            (r#"step("near", 100)"#, r#""near""#),
            (r#"step("far", 300)"#, r#""far""#),
            ("get(1)", "(1)"),
            ("get(2)", "(2)"),
            (r#"fetch("near (1", 100)"#, r#""near (1""#),
            (r#"fetch("near [2, 3", 100)"#, r#""near [2, 3""#),
            ("pair(a, (b, c))", "…(b, c))"),
            ("pair(a, (b, d))", "…(b, d))"),
            ("nap(n) (1)", "nap(…) (1)"),
            ("nap(n) (2)", "nap(…) (2)"),
            ("main", "main"),
        ];
        let names: Vec<String> = all.iter().map(|it| it.0.into()).collect();
        assert_eq!(shorten_apart(&names), all.map(|it| it.1));
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
