//! Says of programs and drawings how high they are.
//!
//! A browser that knows it need not lay them out while the page is loading
//! (`content-visibility` in theme/listing.css), and nothing moves when it does.

use std::sync::LazyLock;

use anyhow::{Result, bail};
use regex::{Captures, Regex};

static DRAWING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<div class="drawing timeline-frame">(<svg [^>]*?height="([0-9.]+)")"#)
        .expect("is a pattern")
});

static PROGRAM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?s)(<div class="twin [^>]*>\s*<p class="language">[^<]*(?:<span class="needs">[^<]*</span>)?</p>\s*<pre)([^>]*>)(<code[^>]*>(.*?)</code></pre>)"#,
    )
    .expect("is a pattern")
});

/// Where the lines begin that only rustdoc reads: they are not shown, and are
/// the last ones, so that those above keep their numbers.
const HIDDEN: &str = "<span class=\"boring\">";

/// The page with `--drawn`, a length, at drawings, and with `--rows` at programs.
///
/// # Errors
///
/// If the markup around them is another than it was.
pub(crate) fn sized(html: &str) -> Result<String> {
    for (pattern, begin) in [
        (&*DRAWING, "<div class=\"drawing timeline-frame\">"),
        (&*PROGRAM, "<div class=\"twin "),
    ] {
        if pattern.find_iter(html).count() != html.matches(begin).count() {
            bail!("what follows `{begin}` is not what it was\n  change crates/finish/src/sizes.rs");
        }
    }
    let html = DRAWING.replace_all(
        html,
        r#"<div class="drawing timeline-frame" style="--drawn: ${2}px">$1"#,
    );
    let with_rows = |parts: &Captures| {
        let [_, before, pre, code, text] = [0, 1, 2, 3, 4].map(|it| &parts[it]);
        let shown = text.split(HIDDEN).next().unwrap_or(text);
        let rows = shown.lines().count();
        format!("{before} style=\"--rows: {rows}\"{pre}{code}")
    };
    Ok(PROGRAM.replace_all(&html, with_rows).into_owned())
}

#[cfg(test)]
mod tests {
    use super::sized;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let found = sized(html).unwrap_or_else(|error| format!("error: {error}"));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_drawing_is_as_high_as_it_says() {
        check(
            r#"<div class="drawing timeline-frame"><svg width="100%" height="518.5" role="img">"#,
            r#"<div class="drawing timeline-frame" style="--drawn: 518.5px"><svg width="100%" height="518.5" role="img">"#,
        );
    }

    #[test]
    fn a_program_has_the_rows_that_are_shown() {
        let twin =
            "<div class=\"twin rust\" data-first-line=\"3\">\n<p class=\"language\">Rust</p>\n\n";
        check(
            &format!(
                "{twin}<pre><code class=\"hljs\">a\n<span class=\"k\">b</span>\n<span class=\"boring\">c\nd\n</span></code></pre>"
            ),
            &format!(
                "{twin}<pre style=\"--rows: 2\"><code class=\"hljs\">a\n<span class=\"k\">b</span>\n<span class=\"boring\">c\nd\n</span></code></pre>"
            ),
        );
    }

    #[test]
    fn a_program_that_says_what_it_needs_has_rows_too() {
        let twin = "<div class=\"twin python\" data-first-line=\"3\">\n\
             <p class=\"language\">Python <span class=\"needs\">needs redis</span></p>\n\n";
        check(
            &format!("{twin}<pre><code class=\"hljs\">a\n</code></pre>"),
            &format!("{twin}<pre style=\"--rows: 1\"><code class=\"hljs\">a\n</code></pre>"),
        );
    }

    #[test]
    fn other_blocks_have_no_size() {
        let html = "<pre><code>a\n</code></pre><svg height=\"8\">";
        check(html, html);
    }

    #[test]
    fn a_page_that_is_written_otherwise_is_refused() {
        let error = sized("<div class=\"twin rust\"><pre>").expect_err("is refused");
        assert!(error.to_string().contains("sizes.rs"), "{error}");
    }
}
