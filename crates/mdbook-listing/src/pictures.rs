//! The timelines below a listing: what to see, a picture for each language, a
//! table of the same, and what the colours mean.

use std::fmt::Write as _;

use listing::page::Timelines;
use listing::{Compiler, Kind, Language, Listing};
use timeline::Options;
use trace::{Micros, Model, Trace, fingerprint};

use crate::figure::{Wrong, number_text};
use crate::html::{escape, sentence};
use crate::words::fill;
use crate::{Page, Shared};

/// What to do with a recording of a program that was changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// The page cannot be built.
    Refused,
    /// The page says so in place of the picture: for the one who is changing
    /// the program.
    Said,
}

/// One picture of a block.
struct Picture<'a> {
    listing: &'a Listing,
    language: Language,
    /// The run, or the command that records it.
    run: Result<Model, String>,
    /// What to call the listing, if there are pictures of another one.
    name: Option<String>,
}

/// The block below a listing; empty if none of its runs was recorded.
///
/// `original` is the listing that this one is a variation of.
pub(crate) fn below(
    book: &Shared,
    page: &Page,
    listing: &Listing,
    languages: &[Language],
    see: Option<&str>,
    original: Option<&Listing>,
) -> Result<String, Wrong> {
    let pictures = pictures(book, listing, languages)?;
    match (pictures.is_empty(), see) {
        (true, None) => return Ok(String::new()),
        (true, Some(_)) => return Err(nothing_to_see(listing)),
        (false, _) => {}
    }
    let id = id(book, page, listing);
    Ok(block(book, &pictures, id, see, original))
}

/// What the ids in the drawings begin with. Pictures of one listing on two
/// pages have different ids: where the whole book is one page for printing,
/// mdBook makes ids unique, but does not change what refers to them in SVG.
fn id(book: &Shared, page: &Page, listing: &Listing) -> String {
    match book.numbers.of(listing) {
        Some(number) if number.page != *page => format!("{}-{}", page.slug(), listing.id()),
        _ => listing.id(),
    }
}

/// The block for `{{#timeline …}}`, as a figure of its own.
pub(crate) fn alone(book: &Shared, page: &Page, asked: &Timelines) -> Result<String, Wrong> {
    let names = [Some(&asked.name), asked.with.as_ref()];
    let mut all = Vec::new();
    let mut called = Vec::new();
    for name in names.into_iter().flatten() {
        let listing = book.listings.get(name).ok_or_else(|| {
            let what = format!("no listing named `{name}`");
            (what, book.listings.suggestions(name, None))
        })?;
        let shown = |language: &Language| asked.only.is_none_or(|only| only == *language);
        let languages: Vec<Language> = Language::ALL.into_iter().filter(shown).collect();
        let mut found = pictures(book, listing, &languages)?;
        if found.is_empty() {
            return Err(nothing_to_see(listing));
        }
        for picture in &mut found {
            picture.name = Some(link(book, page, listing));
        }
        called.push(number_text(book, listing));
        all.extend(found);
    }
    // One below the other in the order of languages, so that what is to be
    // compared touches.
    all.sort_by_key(|picture| picture.language);
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    let id = format!("timeline-{}", names.join("-with-").replace('.', "-"));
    let block = block(book, &all, id.clone(), asked.see.as_deref(), None);
    Ok(format!(
        "<figure class=\"listing compared\" id=\"{id}\" aria-label=\"{label}\">\n{block}</figure>\n",
        label = escape(&called.join(" / ")),
    ))
}

/// The number of a listing as a link to it. Two variations of one listing have
/// the same number, so a variation says which it is.
fn link(book: &Shared, page: &Page, listing: &Listing) -> String {
    let target = book.numbers.of(listing);
    let target = target.map_or(String::new(), |number| number.page.link_from(page));
    let text = escape(&number_text(book, listing));
    let word = listing.name.split_once(".try_").map(|it| it.1);
    let word = word.map_or(String::new(), |it| format!(" <q>{}</q>", escape(it)));
    format!("<a href=\"{target}#{}\">{text}{word}</a>", listing.id())
}

fn nothing_to_see(listing: &Listing) -> Wrong {
    (
        format!("there is no timeline of `{}`", listing.name),
        format!(
            "drop `see`, or record it: cargo book record {}",
            listing.chapter
        ),
    )
}

/// The runs of a listing, in those languages in which it runs; none if no
/// language was recorded, because nothing in it waits.
fn pictures<'a>(
    book: &Shared,
    listing: &'a Listing,
    languages: &[Language],
) -> Result<Vec<Picture<'a>>, Wrong> {
    let recorded = |language| listing.file(Kind::recording(language)).is_some();
    if !Language::ALL.into_iter().any(recorded) {
        return Ok(Vec::new());
    }
    let runs = |language: &&Language| {
        let expectation = listing.expectation(**language);
        expectation.is_some_and(|it| !matches!(it.compiler, Compiler::Refuses(_)))
    };
    let picture = |language: &Language| {
        let run = run(book, listing, *language)?;
        Ok(Picture {
            listing,
            language: *language,
            run,
            name: None,
        })
    };
    languages.iter().filter(runs).map(picture).collect()
}

/// The recorded run, or the command that would bring it up to date.
fn run(
    book: &Shared,
    listing: &Listing,
    language: Language,
) -> Result<Result<Model, String>, Wrong> {
    let kind = Kind::recording(language);
    let command = format!("cargo book record {}", listing.chapter);
    let trouble = |what: String| match book.stale {
        Stale::Said => Ok(Err(command.clone())),
        Stale::Refused => Err((what, format!("record it: {command}"))),
    };
    let place = listing.place(kind);
    let Some(text) = listing.file(kind) else {
        return trouble(format!("{place} is missing"));
    };
    let trace = match Trace::read(text) {
        Ok(trace) => trace,
        Err(problem) => return trouble(format!("{place}: {problem}")),
    };
    if trace.header.source != fingerprint(listing.source(language).unwrap_or_default()) {
        return trouble(format!("{place} is older than the program"));
    }
    Ok(Ok(Model::new(&trace)))
}

fn block(
    book: &Shared,
    pictures: &[Picture],
    id: String,
    see: Option<&str>,
    original: Option<&Listing>,
) -> String {
    let words = &book.words;
    let models = models(pictures);
    // A variation is as wide as what it varies: the two are compared. What is
    // wrong with the original is said where it is shown.
    let before = original.map(|it| self::pictures(book, it, &Language::ALL));
    let before = before.and_then(Result::ok).unwrap_or_default();
    let scale = timeline::scale(&models).max(timeline::scale(&self::models(&before)));
    let mut html = format!("<div class=\"timelines\" data-total=\"{scale}\"");
    if let Some(original) = original {
        let _ = write!(html, " data-original=\"{}\"", original.id());
    }
    html += ">\n";
    if let Some(see) = see {
        let _ = writeln!(html, "<p class=\"see\">{}</p>", sentence(see));
    }
    html += "<div class=\"pictures\">\n";
    for picture in pictures {
        html += &drawing(book, picture, &id, scale);
    }
    html += "</div>\n";
    html += &timeline::legend(&models, &words.timeline);
    html + "</div>\n"
}

/// The runs that can be drawn.
fn models<'a>(pictures: &'a [Picture]) -> Vec<&'a Model> {
    pictures
        .iter()
        .filter_map(|picture| picture.run.as_ref().ok())
        .collect()
}

fn drawing(book: &Shared, picture: &Picture, id: &str, scale: Micros) -> String {
    let words = &book.words;
    let language = picture.language;
    let label = match language {
        Language::Python => &words.python,
        Language::Rust => &words.rust,
    };
    let mut label = escape(label);
    if let Some(name) = &picture.name {
        label += &format!(" {name}");
    }
    // Not the class `rust`, by which mdBook sets the colors of its theme.
    let mut html = format!(
        "<div class=\"picture\" data-language=\"{language}\">\n<p class=\"language\">{label}"
    );
    match &picture.run {
        Err(command) => {
            let text = fill(&words.stale, "command", &format!("`{command}`"));
            let _ = writeln!(html, "</p>\n<p class=\"stale\">{}</p>", sentence(&text));
        }
        Ok(model) => {
            // Two listings in one block have the same language twice.
            let id = match picture.name {
                Some(_) => format!("{id}-{}-{language}", picture.listing.id()),
                None => format!("{id}-{language}"),
            };
            let options = Options {
                id: &id,
                scale,
                words: &words.timeline,
            };
            let _ = write!(
                html,
                " <span class=\"summary\">{}</span></p>\n<div class=\"drawing timeline-frame\">{}</div>\n\
                 <details class=\"events\">\n<summary>{}</summary>\n{}\n</details>\n",
                escape(&timeline::summary(model, &words.timeline)),
                timeline::svg(model, &options),
                escape(&words.as_table),
                timeline::table(model, &options),
            );
        }
    }
    html + "</div>\n"
}
