//! What is done to the text of a page, beside painting its programs.

/// The same with `hljs` on every piece of code. Stock pages get it from a
/// script, which moves the text: mdBook's sheet gives such code more room.
pub(crate) fn with_marked_code(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(start) = rest.find("<code") {
        let (before, code) = rest.split_at(start);
        let (tag, after) = code.split_at(code.find('>').unwrap_or(code.len()));
        marked.push_str(before);
        if is_heading(&marked) {
            marked.push_str(tag);
        } else {
            marked.push_str(&with_class(tag));
        }
        rest = after;
    }
    marked + rest
}

/// Whether what comes next stands directly in the link of a heading, where code
/// has no ground of its own. A heading is one line.
fn is_heading(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let link = line.rfind("<a ").map(|it| &line[it..]);
    link.is_some_and(|it| it.starts_with("<a class=\"header\"") && !it.contains("</a>"))
}

fn with_class(tag: &str) -> String {
    let Some((before, rest)) = tag.split_once(" class=\"") else {
        return format!("{tag} class=\"hljs\"");
    };
    let (classes, after) = rest.split_once('"').unwrap_or((rest, ""));
    format!("{before} class=\"{}\"{after}", known(classes))
}

/// These classes and `hljs`, by which mdBook's style knows code.
pub(crate) fn known(classes: &str) -> String {
    match classes.split(' ').any(|it| it == "hljs") {
        true => classes.to_string(),
        false => format!("{classes} hljs"),
    }
}

/// The same with the words of the scripts once: the page to print has those of
/// every chapter.
pub(crate) fn with_words_once(text: &str) -> String {
    const START: &str = "<script type=\"application/json\" id=\"book-words\">";
    let mut parts = text.split(START);
    let mut once = parts.next().unwrap_or_default().to_string();
    for (number, part) in parts.enumerate() {
        let (words, rest) = part.split_once("</script>").unwrap_or((part, ""));
        if number == 0 {
            once += &format!("{START}{words}</script>");
        }
        once += rest;
    }
    once
}

#[cfg(test)]
mod tests {
    use super::{with_marked_code, with_words_once};

    #[test]
    fn all_code_is_marked_but_that_of_headings() {
        for (text, marked) in [
            ("<code>a</code>", "<code class=\"hljs\">a</code>"),
            (
                "<pre><code class=\"language-rust\">a</code></pre>",
                "<pre><code class=\"language-rust hljs\">a</code></pre>",
            ),
            (
                "<a class=\"header\" href=\"#a\">A <code>b</code></a><code>",
                "<a class=\"header\" href=\"#a\">A <code>b</code></a><code class=\"hljs\">",
            ),
            (
                "<a href=\"b\"><code>",
                "<a href=\"b\"><code class=\"hljs\">",
            ),
            ("no code", "no code"),
        ] {
            assert_eq!(with_marked_code(text), marked);
        }
    }

    #[test]
    fn words_stay_once() {
        let words = "<script type=\"application/json\" id=\"book-words\">{}</script>";
        assert_eq!(with_words_once("a"), "a");
        let text = format!("a{words}b{words}c{words}");
        assert_eq!(with_words_once(&text), format!("a{words}bc"));
    }
}
