//! Every word of a program can be read wherever it may stand, in every theme.

use contrast::{Color, TEXT_MIN, ratio};

use super::themes::{Theme, themes};

const WORDS: [&str; 8] = [
    "ink", "keyword", "string", "number", "comment", "function", "type", "macro",
];

/// What may be behind a program, each over the next, down to the page.
const GROUNDS: [&[&str]; 5] = [
    &["--listing-back"],
    &["--listing-back", "--output-back"],
    &["--output-back"],
    &["--code-back"],
    &["--code-back", "--output-back"],
];

/// What may be behind a line in a figure. Nobody waits for a line that is gone.
const LINES: [&[&str]; 7] = [
    &["--added-back"],
    &["--removed-back"],
    &["--line-waiting"],
    &["--line-pointed"],
    &["--added-back", "--line-waiting"],
    &["--added-back", "--line-pointed"],
    &["--code-selected"],
];

/// All places of a program in this theme.
fn places(theme: &Theme) -> Vec<(String, Color)> {
    let page = theme.over("--bg", [0.0; 3]);
    let laid = |layers: &[&str], back: Color| {
        layers
            .iter()
            .rev()
            .fold(back, |it, name| theme.over(name, it))
    };
    let grounds = GROUNDS.map(|it| (it.join(" on "), laid(it, page)));
    let lines = grounds[..2].iter().flat_map(|(name, back)| {
        LINES.map(|it| (format!("{} on {name}", it.join(" on ")), laid(it, *back)))
    });
    let lines: Vec<_> = lines.collect();
    grounds.into_iter().chain(lines).collect()
}

#[test]
fn every_word_can_be_read() {
    let mut problems = Vec::new();
    for theme in themes() {
        for (place, back) in places(&theme) {
            for word in WORDS {
                let ratio = ratio(theme.over(&format!("--code-{word}"), back), back);
                if ratio < TEXT_MIN {
                    problems.push(format!("{}: {word} has {ratio:.2} on {place}", theme.name));
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "theme/code.css: less than {TEXT_MIN}\n{}",
        problems.join("\n")
    );
}
