//! The appendices that are made from the listings' files.

use std::collections::{BTreeMap, BTreeSet};

use listing::{Kind, Listing, names};

use crate::html::{cell, escape};
use crate::words::fill;
use crate::{Page, Shared};

/// Who says a message. The order is that of the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Speaker {
    Python,
    RustcError,
    RustcWarning,
    Rust,
}

/// The index by message: what a reader meets in a terminal, and where the book
/// shows it.
pub(crate) fn messages(book: &Shared, page: &Page) -> String {
    let words = &book.words;
    let mut rows: BTreeMap<(Speaker, String), BTreeSet<Link>> = BTreeMap::new();
    for listing in book.listings.by_name.values() {
        let Some(link) = link(book, page, listing) else {
            continue;
        };
        for (speaker, message) in spoken(listing) {
            rows.entry((speaker, message))
                .or_default()
                .insert(link.clone());
        }
    }
    let mut table = heading([
        &words.messages_message,
        &words.messages_speaker,
        &words.messages_listing,
    ]);
    for ((speaker, message), links) in rows {
        let speaker = match speaker {
            Speaker::Python => &words.speaker_python,
            Speaker::RustcError => &words.speaker_rustc_error,
            Speaker::RustcWarning => &words.speaker_rustc_warning,
            Speaker::Rust => &words.speaker_rust,
        };
        let links: Vec<String> = links.into_iter().map(|link| link.markdown).collect();
        table += &format!(
            "| {} | {speaker} | {} |\n",
            code(&message),
            links.join(", ")
        );
    }
    table + "\n"
}

/// asyncio name → Rust name, and what is the same about them.
pub(crate) fn dictionary(book: &Shared, page: &Page) -> String {
    let words = &book.words;
    let mut rows: BTreeSet<(String, String, String)> = BTreeSet::new();
    for listing in book.listings.by_name.values() {
        let Some(link) = link(book, page, listing) else {
            continue;
        };
        for pair in names::pairs(listing).0 {
            let verdict = match pair.difference {
                Some(how) => fill(&words.differs, "how", &cell(how)),
                None => words.same.clone(),
            };
            let see = fill(&words.see, "listing", &link.markdown);
            rows.insert((
                name(pair.python),
                name(pair.rust),
                format!("{verdict}; {see}"),
            ));
        }
    }
    let mut table = heading([
        &words.dictionary_python,
        &words.dictionary_rust,
        &words.dictionary_verdict,
    ]);
    for (python, rust, verdict) in rows {
        table += &format!("| {python} | {rust} | {verdict} |\n");
    }
    table + "\n"
}

fn heading(columns: [&String; 3]) -> String {
    let [a, b, c] = columns;
    format!("\n| {a} | {b} | {c} |\n| --- | --- | --- |\n")
}

/// A link to a listing. Links sort as the book shows the listings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    /// `[2, 10]` for Listing 2.10.
    number: Vec<u32>,
    name: String,
    markdown: String,
}

/// A link to where the book shows the listing; none if it does not.
fn link(book: &Shared, page: &Page, listing: &Listing) -> Option<Link> {
    let words = &book.words;
    let number = book.numbers.of(listing)?;
    let text = match &number.text {
        None => words.unnumbered.clone(),
        Some(text) if listing.variation_of().is_some() => fill(&words.variation, "number", text),
        Some(text) => fill(&words.listing, "number", text),
    };
    let parts = number.text.iter().flat_map(|text| text.split('.'));
    let target = number.page.link_from(page);
    Some(Link {
        number: parts.filter_map(|part| part.parse().ok()).collect(),
        name: listing.name.clone(),
        markdown: format!("[{text}]({target}#{})", listing.id()),
    })
}

/// A name as code that may break between its parts and nowhere else.
fn name(text: &str) -> String {
    let mut html = String::from("<code>");
    let mut colon = false;
    for c in text.chars() {
        let breaks = matches!(c, '.' | '_' | '(') || (c == ':' && colon);
        colon = c == ':';
        match c {
            // Markdown reads what stands between tags, and would see emphasis.
            '_' | '*' | '|' | '`' | '[' | '\\' => html += &format!("&#{};", c as u32),
            _ => html += &escape(c.encode_utf8(&mut [0; 4])),
        }
        if breaks {
            html += "<wbr>";
        }
    }
    html + "</code>"
}

/// Inline code, whatever the text holds.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{ticks}{pad}{}{pad}{ticks}", cell(text))
}

/// The messages that the files of a listing hold, without places and numbers
/// that mean nothing elsewhere.
fn spoken(listing: &Listing) -> Vec<(Speaker, String)> {
    let mut messages = Vec::new();
    for (kind, speaker, of) in [
        (
            Kind::Err,
            Speaker::RustcError,
            compiler as fn(&str) -> Vec<String>,
        ),
        (Kind::Warn, Speaker::RustcWarning, compiler),
        (Kind::Stderr, Speaker::Rust, rust),
        (Kind::Note, Speaker::Rust, rust),
        (Kind::PythonStderr, Speaker::Python, python),
        (Kind::PythonNote, Speaker::Python, python),
    ] {
        let text = listing.file(kind).unwrap_or("");
        messages.extend(of(text).into_iter().map(|message| (speaker, message)));
    }
    messages
}

/// `error[E0382]: use of moved value: x`, and warnings, as they begin.
fn compiler(text: &str) -> Vec<String> {
    let is_head = |line: &&str| {
        ["error[", "error: ", "warning: "]
            .iter()
            .any(|start| line.starts_with(start))
    };
    text.lines().filter(is_head).map(str::to_string).collect()
}

/// What follows `panicked at …:`, or else the first line.
fn rust(text: &str) -> Vec<String> {
    let mut messages = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.contains(" panicked at ") {
            messages.extend(lines.next().map(str::to_string));
        }
    }
    if messages.is_empty() {
        messages.extend(text.lines().next().map(str::to_string));
    }
    messages
}

/// The last line of a failure, a warning without its place, or what asyncio
/// logged.
fn python(text: &str) -> Vec<String> {
    text.lines()
        // The exit status, and what asyncio adds to its complaints.
        .filter(|line| {
            !["(", "future: ", "task: "]
                .iter()
                .any(|start| line.starts_with(start))
        })
        .map(|line| match line.split_once(": ") {
            Some((place, message)) if place.ends_with(".py") || place.contains(".py:") => {
                message.to_string()
            }
            _ => line.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_breaks_between_its_parts_and_is_no_markdown() {
        let html = "<code>a::<wbr>&#95;<wbr>&#95;<wbr>b</code>";
        assert_eq!(name("a::__b"), html);
    }
}
