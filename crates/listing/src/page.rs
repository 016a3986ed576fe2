//! The directives of a page: lines such as `{{#listing calling_runs_nothing}}`.
//!
//! ```text
//! {{#listing name}}                      the claim, the twins, the output
//! {{#listing name ask="What comes out?"}}   the question; the rest folds away
//! {{#listing name ask="…" choices="0.2 s: it starts when made | …"}}
//! {{#listing name only=rust}}            one language, where there is no twin
//! {{#listing name see="…"}}             what to see in its timeline
//! {{#listing name.try_word ask="…"}}     a variation, as changes to `name`
//! {{#timeline name with=other see="…"}}  timelines alone, on one scale
//! {{#messages}}                          the index by message
//! {{#dictionary}}                        asyncio name → Rust name
//! ```
//!
//! A directive stands alone on its line. Lines inside a fenced code block are
//! text, and so are the directives that mdBook itself knows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{Language, Listings};

/// What a page asks for on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// A listing as one figure.
    Listing(Show),
    /// The timelines of one listing, or of two for comparison.
    Timeline(Timelines),
    /// The index by error and panic message.
    Messages,
    /// The table of asyncio names and Rust names.
    Dictionary,
}

/// How to show a listing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Show {
    /// The listing's name; with a dot for a variation.
    pub name: String,
    /// The question to ask before the answer is shown.
    pub ask: Option<String>,
    /// Tempting wrong answers, and what each believes.
    pub choices: Vec<(String, String)>,
    /// Show one language only.
    pub only: Option<Language>,
    /// What to see in the timeline.
    pub see: Option<String>,
}

/// Which timelines to show without their programs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Timelines {
    /// The listing's name.
    pub name: String,
    /// Another listing, drawn below it on the same scale.
    pub with: Option<String>,
    /// Show one language only.
    pub only: Option<Language>,
    /// What to see.
    pub see: Option<String>,
}

/// A directive, or why the line is none.
pub type Parsed = std::result::Result<Directive, String>;

/// mdBook's own directives, which are not ours to judge.
const MDBOOK: [&str; 6] = [
    "include",
    "rustdoc_include",
    "playground",
    "playpen",
    "title",
    "template",
];

/// What is below `src` and no page: the order of the pages, and what mdBook
/// shows at an address where there is none, without any preprocessor.
pub const NO_PAGES: [&str; 2] = ["SUMMARY", "404"];

/// Every directive of a page with its line number, counted from 1.
pub fn directives(markdown: &str) -> Vec<(usize, Parsed)> {
    texts(markdown)
        .filter_map(|(number, line)| Some((number, parse(line)?)))
        .collect()
}

/// Every listing that a page shows, with its line. Lines that are no directive
/// of ours, or a wrong one, are passed over.
pub fn shows(markdown: &str) -> impl Iterator<Item = (usize, Show)> {
    let directives = directives(markdown).into_iter();
    directives.filter_map(|(line, directive)| match directive {
        Ok(Directive::Listing(show)) => Some((line, show)),
        _ => None,
    })
}

/// The text of every page below `root/src`, by slug; not [`NO_PAGES`].
///
/// # Errors
///
/// If the folder or a page cannot be read.
pub fn pages(root: &Path) -> Result<BTreeMap<String, String>> {
    let folder = root.join("src");
    let mut pages = BTreeMap::new();
    let entries = fs::read_dir(&folder);
    for entry in entries.with_context(|| format!("cannot read `{}`", folder.display()))? {
        let path = entry?.path();
        let slug = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let markdown = path.extension().is_some_and(|extension| extension == "md");
        if markdown && !NO_PAGES.contains(&slug.as_str()) {
            let text = fs::read_to_string(&path);
            let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
            pages.insert(slug, text);
        }
    }
    Ok(pages)
}

/// Every id that others may link to, as `slug#id`: of headings, of listings,
/// and those that a page gives in HTML.
pub fn ids(pages: &BTreeMap<String, String>, listings: &Listings) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (slug, markdown) in pages {
        let headings = texts(markdown).filter(|(_, line)| line.starts_with('#'));
        let headings = headings.filter_map(|(_, line)| heading_id(line));
        let given = texts(markdown).flat_map(|(_, line)| line.split(" id=\"").skip(1));
        let given = given.filter_map(|rest| rest.split('"').next());
        ids.extend(headings.chain(given).map(|id| format!("{slug}#{id}")));
        let shown = shows(markdown).filter_map(|(_, show)| listings.get(&show.name));
        ids.extend(shown.map(|listing| format!("{slug}#{}", listing.id())));
    }
    ids
}

/// `## Tasks {#tasks}` → `tasks`.
pub fn heading_id(line: &str) -> Option<&str> {
    Some(line.trim_end().strip_suffix('}')?.rsplit_once("{#")?.1)
}

/// What a line of Markdown is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Prose, a heading, a directive.
    Text(&'a str),
    /// The beginning of a fenced block, with what stands behind the fence.
    Fence(&'a str),
    /// Inside a fenced block, or its end.
    Code,
}

/// Every line with its number, counted from 1.
///
/// A fence ends at the same character, at least as often and with nothing
/// behind it, as in CommonMark.
pub fn lines(markdown: &str) -> impl Iterator<Item = (usize, Line<'_>)> {
    let mut open: Option<&str> = None;
    markdown.lines().zip(1..).map(move |(line, number)| {
        let (fence, info) = fence(line);
        let line = match open {
            Some(start) => {
                if fence.starts_with(start) && info.is_empty() {
                    open = None;
                }
                Line::Code
            }
            None if fence.len() >= 3 => {
                open = Some(fence);
                Line::Fence(info)
            }
            None => Line::Text(line),
        };
        (number, line)
    })
}

/// The backticks or tildes that a line begins with, and what follows them.
fn fence(line: &str) -> (&str, &str) {
    let line = line.trim();
    let character = line.chars().next().filter(|c| matches!(c, '`' | '~'));
    let length = character.map_or(0, |c| line.len() - line.trim_start_matches(c).len());
    (&line[..length], line[length..].trim())
}

/// The lines outside fenced code blocks, counted from 1.
fn texts(markdown: &str) -> impl Iterator<Item = (usize, &str)> {
    lines(markdown).filter_map(|(number, line)| match line {
        Line::Text(text) => Some((number, text)),
        _ => None,
    })
}

/// Reads one line; `None` if it is no directive of any kind.
fn parse(line: &str) -> Option<Parsed> {
    let start = line.find("{{#")?;
    if line[..start].ends_with('\\') {
        return None;
    }
    let text = &line[start..];
    let word: String = text[3..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    if MDBOOK.contains(&word.as_str()) {
        return None;
    }
    Some(parse_own(line.trim(), &word))
}

fn parse_own(line: &str, word: &str) -> Parsed {
    let inside = line
        .strip_prefix("{{#")
        .and_then(|rest| rest.strip_suffix("}}"))
        .ok_or("a directive stands alone on its line, from `{{#` to `}}`")?;
    let arguments = inside[word.len()..].trim();
    match word {
        "listing" => parse_listing(arguments).map(Directive::Listing),
        "timeline" => parse_timelines(arguments).map(Directive::Timeline),
        "messages" if arguments.is_empty() => Ok(Directive::Messages),
        "dictionary" if arguments.is_empty() => Ok(Directive::Dictionary),
        "messages" | "dictionary" => Err(format!("`{word}` takes no arguments")),
        _ => Err(format!(
            "no directive named `{word}`; there are listing, timeline, messages, dictionary"
        )),
    }
}

fn parse_listing(arguments: &str) -> std::result::Result<Show, String> {
    let (name, mut rest) = arguments.split_once(' ').unwrap_or((arguments, ""));
    if name.is_empty() {
        return Err("`listing` needs the name of a listing".into());
    }
    let mut show = Show {
        name: name.to_string(),
        ..Show::default()
    };
    while !rest.trim().is_empty() {
        let (key, value, after) = argument(rest.trim_start())?;
        rest = after;
        match key {
            "ask" => show.ask = Some(value.to_string()),
            "choices" => show.choices = choices(value)?,
            "only" => show.only = Some(language(value)?),
            "see" => show.see = Some(value.to_string()),
            _ => {
                return Err(format!(
                    "no option `{key}`; there are ask, choices, only, see"
                ));
            }
        }
    }
    if !show.choices.is_empty() && show.ask.is_none() {
        return Err("`choices` are answers: they need a question, `ask=\"…\"`".into());
    }
    Ok(show)
}

fn parse_timelines(arguments: &str) -> std::result::Result<Timelines, String> {
    let (name, mut rest) = arguments.split_once(' ').unwrap_or((arguments, ""));
    if name.is_empty() {
        return Err("`timeline` needs the name of a listing".into());
    }
    let mut timelines = Timelines {
        name: name.to_string(),
        ..Timelines::default()
    };
    while !rest.trim().is_empty() {
        let (key, value, after) = argument(rest.trim_start())?;
        rest = after;
        match key {
            "with" => timelines.with = Some(value.to_string()),
            "only" => timelines.only = Some(language(value)?),
            "see" => timelines.see = Some(value.to_string()),
            _ => return Err(format!("no option `{key}`; there are with, only, see")),
        }
    }
    Ok(timelines)
}

/// Splits `key="some words" rest` or `key=word rest`.
fn argument(text: &str) -> std::result::Result<(&str, &str, &str), String> {
    let (key, rest) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` is no option; write `key=\"value\"`"))?;
    match rest.strip_prefix('"') {
        Some(quoted) => {
            let (value, after) = quoted
                .split_once('"')
                .ok_or_else(|| format!("the value of `{key}` has no closing quote"))?;
            Ok((key, value, after))
        }
        None => {
            let (value, after) = rest.split_once(' ').unwrap_or((rest, ""));
            Ok((key, value, after))
        }
    }
}

fn choices(value: &str) -> std::result::Result<Vec<(String, String)>, String> {
    value
        .split(" | ")
        .map(|choice| {
            let (answer, belief) = split_outside_code(choice)
                .ok_or_else(|| format!("the choice `{choice}` needs `answer: what it believes`"))?;
            Ok((
                answer.trim().to_string(),
                belief.trim().trim_end_matches('.').to_string(),
            ))
        })
        .collect()
}

/// Splits at the first `: ` that no backticks enclose: answers quote output.
fn split_outside_code(choice: &str) -> Option<(&str, &str)> {
    let mut ends = choice.match_indices(": ").map(|(at, _)| at);
    let end = ends.find(|at| choice[..*at].matches('`').count().is_multiple_of(2))?;
    Some((&choice[..end], &choice[end + 2..]))
}

fn language(value: &str) -> std::result::Result<Language, String> {
    Language::ALL
        .into_iter()
        .find(|language| language.to_string() == value)
        .ok_or_else(|| format!("`only` is rust or python, not `{value}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(name: &str) -> Show {
        Show {
            name: name.into(),
            ..Show::default()
        }
    }

    /// Reads `line` as a page of one line.
    #[track_caller]
    fn check(line: &str, expected: Option<std::result::Result<Directive, &str>>) {
        let expected = expected.map(|it| it.map_err(str::to_string));
        assert_eq!(parse(line), expected, "{line}");
    }

    #[test]
    fn a_listing_by_name() {
        check("{{#listing a}}", Some(Ok(Directive::Listing(show("a")))));
    }

    #[test]
    fn a_question_with_choices() {
        let show = Show {
            ask: Some("How long?".into()),
            choices: vec![
                ("`a: 1 s`".into(), "it waits".into()),
                ("2 s".into(), "b: c".into()),
            ],
            ..show("a.try_b")
        };
        check(
            "{{#listing a.try_b ask=\"How long?\" choices=\"`a: 1 s`: it waits. | 2 s: b: c\"}}",
            Some(Ok(Directive::Listing(show))),
        );
    }

    #[test]
    fn one_language() {
        let show = Show {
            only: Some(Language::Rust),
            ..show("a")
        };
        check(
            "{{#listing a only=rust}}",
            Some(Ok(Directive::Listing(show))),
        );
    }

    #[test]
    fn two_timelines() {
        let timelines = Timelines {
            name: "a".into(),
            with: Some("b".into()),
            see: Some("b is shorter".into()),
            only: None,
        };
        check(
            "{{#timeline a with=b see=\"b is shorter\"}}",
            Some(Ok(Directive::Timeline(timelines))),
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, message) in [
            (
                "{{#listng a}}",
                "no directive named `listng`; there are listing, timeline, messages, dictionary",
            ),
            ("{{#listing}}", "`listing` needs the name of a listing"),
            (
                "{{#listing a ask=\"b}}",
                "the value of `ask` has no closing quote",
            ),
            (
                "{{#listing a as=b}}",
                "no option `as`; there are ask, choices, only, see",
            ),
            (
                "{{#listing a only=go}}",
                "`only` is rust or python, not `go`",
            ),
            (
                "{{#listing a b}}",
                "`b` is no option; write `key=\"value\"`",
            ),
            (
                "See {{#listing a}}",
                "a directive stands alone on its line, from `{{#` to `}}`",
            ),
            (
                "{{#listing a choices=\"b: c\"}}",
                "`choices` are answers: they need a question, `ask=\"…\"`",
            ),
            ("{{#messages all}}", "`messages` takes no arguments"),
        ] {
            check(line, Some(Err(message)));
        }
    }

    #[test]
    fn other_lines_are_text() {
        for line in ["Text.", "{{#include a.rs}}", "\\{{#listing a}}", "# {{x}}"] {
            check(line, None);
        }
    }

    #[test]
    fn fenced_lines_are_text() {
        for page in [
            "a\n```text\n{{#listing a}}\n```\n{{#messages}}\n",
            "````text\n```\n{{#listing a}}\n````\n{{#messages}}\n",
            "~~~\n```\n{{#listing a}}\n~~~\n{{#messages}}\n",
        ] {
            assert_eq!(directives(page), [(5, Ok(Directive::Messages))], "{page}");
        }
    }
}
