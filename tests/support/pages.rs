//! Checks on the pages as Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use listing::page::{self, Directive, Show};
use listing::{Kind, Language, Listing, Listings, Problem, names as dictionary};

/// More figures than this are two pages.
const FIGURES_MAX: usize = 7;

/// A page has things to try.
const VARIATIONS_MIN: usize = 2;

/// The share of a chapter's figures that ask before they tell, in percent,
/// from and to: about half.
const ASKING: std::ops::RangeInclusive<usize> = 25..=80;

/// The text of every page of the book, by slug.
pub struct Pages(BTreeMap<String, String>);

impl Pages {
    /// Reads `src/*.md` below `root`.
    ///
    /// # Panics
    ///
    /// If the folder cannot be read.
    pub fn read(root: &Path) -> Pages {
        Pages(page::pages(root).expect("the pages can be read"))
    }

    /// The listings that a page shows, with their lines.
    fn shows(&self, slug: &str) -> Vec<(usize, Show)> {
        let text = self.0.get(slug).map_or("", String::as_str);
        page::shows(text).collect()
    }
}

/// Every directive is one, every listing is shown once in its own chapter, and
/// a chapter has the figures that a chapter should have.
pub fn shown(pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let mut problems = directives(pages, listings);
    problems.extend(
        listings
            .by_name
            .values()
            .filter_map(|listing| once(pages, listing)),
    );
    problems.extend(
        listings
            .registered
            .keys()
            .flat_map(|slug| figures(pages, slug)),
    );
    problems
}

/// Lines that look like a directive and are none, or ask for what there is not.
fn directives(pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (slug, text) in &pages.0 {
        for (line, directive) in page::directives(text) {
            let at = format!("src/{slug}.md:{line}");
            match directive {
                Err(what) => {
                    problems.push(Problem::new(at, what, "see CONTRIBUTING.md, directives"));
                }
                Ok(Directive::Listing(show)) if listings.get(&show.name).is_none() => {
                    let what = format!("no listing named `{}`", show.name);
                    problems.push(Problem::new(
                        at,
                        what,
                        listings.suggestions(&show.name, None),
                    ));
                }
                Ok(_) => {}
            }
        }
    }
    problems
}

/// A listing that its own page does not show exactly once.
fn once(pages: &Pages, listing: &Listing) -> Option<Problem> {
    let shows = pages.shows(&listing.chapter);
    let times = shows
        .iter()
        .filter(|(_, show)| show.name == listing.name)
        .count();
    (times != 1).then(|| {
        Problem::new(
            format!("src/{}.md", listing.chapter),
            format!("shows `{}` {times} times", listing.name),
            format!(
                "put `{{{{#listing {}}}}}` on the page once, or delete it",
                listing.name
            ),
        )
    })
}

/// A chapter with too many figures, or too few to try and to answer.
fn figures(pages: &Pages, slug: &str) -> Vec<Problem> {
    let shows = pages.shows(slug);
    let (variations, figures): (Vec<_>, Vec<_>) =
        shows.iter().partition(|(_, show)| show.name.contains('.'));
    let asking = figures
        .iter()
        .filter(|(_, show)| show.ask.is_some())
        .count();
    let percent = asking * 100 / figures.len().max(1);
    let mut problems = Vec::new();
    let mut complain = |what: String, remedy| {
        problems.push(Problem::new(format!("src/{slug}.md"), what, remedy));
    };
    if figures.len() > FIGURES_MAX {
        let what = format!("has {} figures, more than {FIGURES_MAX}", figures.len());
        complain(what, "split the page");
    }
    if variations.len() < VARIATIONS_MIN {
        let what = format!("has {} variations", variations.len());
        complain(what, "give the reader something to break");
    }
    if !ASKING.contains(&percent) {
        let what = format!("asks before {asking} of {} figures", figures.len());
        complain(what, "about half should ask");
    }
    problems
}

/// A timeline has a caption that says what to see in it.
pub fn captioned(pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for slug in pages.0.keys() {
        for (line, show) in pages.shows(slug) {
            let recorded = |language| {
                let listing = listings.get(&show.name);
                listing.is_some_and(|it| it.file(Kind::recording(language)).is_some())
            };
            let see = show.see.as_deref().unwrap_or_default();
            if Language::ALL.into_iter().any(recorded) && !see.ends_with('.') {
                problems.push(Problem::new(
                    format!("src/{slug}.md:{line}"),
                    format!("the timeline of `{}` has no sentence below it", show.name),
                    "look at the picture, and say what to see: `see=\"...\"`",
                ));
            }
        }
    }
    problems
}

/// A listing is a pair, unless its page says that it is shown in one language.
pub fn paired(pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let alone: BTreeSet<(String, Language)> = listings
        .registered
        .keys()
        .flat_map(|slug| pages.shows(slug))
        .filter_map(|(_, show)| Some((show.name, show.only?)))
        .collect();
    for listing in listings
        .by_name
        .values()
        .filter(|it| it.variation_of().is_none())
    {
        for (language, other) in [
            (Language::Rust, Language::Python),
            (Language::Python, Language::Rust),
        ] {
            let here = listing.source(language).is_some();
            if here
                && listing.source(other).is_none()
                && !alone.contains(&(listing.name.clone(), language))
            {
                problems.push(Problem::new(
                    format!("examples/{}/{}", listing.chapter, listing.name),
                    format!("has a {language} program and no {other} twin"),
                    format!(
                        "write {}.{}, or say `only={language}` on the page",
                        listing.name,
                        other.extension()
                    ),
                ));
            }
        }
    }
    problems
}

/// Chapters, pages and SUMMARY.md name each other.
pub fn order(root: &Path, pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let summary = fs::read_to_string(root.join("src/SUMMARY.md")).unwrap_or_default();
    let linked: BTreeSet<&str> = summary
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(".md)").map(|it| it.0))
        .collect();
    for slug in pages
        .0
        .keys()
        .filter(|slug| !linked.contains(slug.as_str()))
    {
        let what = "is not in src/SUMMARY.md, so nobody can read it";
        problems.push(Problem::new(
            format!("src/{slug}.md"),
            what,
            "add it there, or delete it",
        ));
    }
    for slug in listings
        .registered
        .keys()
        .filter(|slug| !pages.0.contains_key(*slug))
    {
        let what = format!("has no page src/{slug}.md");
        problems.push(Problem::new(format!("examples/{slug}"), what, "write it"));
    }
    for slug in listings.by_name.values().map(|listing| &listing.chapter) {
        if !listings.registered.contains_key(slug) {
            let what = "has no main.rs";
            problems.push(Problem::new(
                format!("examples/{slug}"),
                what,
                "see CONTRIBUTING.md",
            ));
        }
    }
    problems.dedup();
    problems
}

/// Headings have ids, fences have languages, and no fence has a `key=value`,
/// which makes rustdoc skip a block in silence.
pub fn prose(pages: &Pages) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (slug, text) in &pages.0 {
        for (number, line) in page::lines(text) {
            let at = format!("src/{slug}.md:{number}");
            match line {
                page::Line::Fence("") => {
                    let what = "a fence without a language is compiled as Rust";
                    problems.push(Problem::new(&at, what, "write ```text"));
                }
                page::Line::Fence(info) if info.contains('=') || info.contains("ignore") => {
                    let what = format!("`{info}` makes rustdoc skip the block in silence");
                    problems.push(Problem::new(&at, what, "use a listing"));
                }
                page::Line::Text(text)
                    if text.starts_with('#') && page::heading_id(text).is_none() =>
                {
                    let what = "a heading without an id changes its link when it is reworded";
                    let remedy = format!("add `{{#{slug}-some-words}}`");
                    problems.push(Problem::new(&at, what, remedy));
                }
                _ => {}
            }
        }
    }
    problems
}

/// The rows of the dictionary name what their programs use, each pair once.
pub fn names(listings: &Listings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<(&str, &str), &Listing> = BTreeMap::new();
    for listing in listings.by_name.values() {
        let (pairs, wrong) = dictionary::pairs(listing);
        problems.extend(wrong);
        for pair in pairs {
            if let Some(first) = seen.insert((pair.python, pair.rust), listing) {
                problems.push(Problem::new(
                    listing.place(Kind::Names),
                    format!(
                        "`{} | {}` stands in {}, too",
                        pair.python, pair.rust, first.name
                    ),
                    "keep it where the difference is shown best",
                ));
            }
        }
    }
    problems
}

/// Ids that pages of earlier editions had are still there: other people's
/// links point at them. `tests/ids.txt` has them all, one `page#id` a line;
/// `cargo book bless` adds new ones and never removes any.
pub fn ids_kept(root: &Path, pages: &Pages, listings: &Listings) -> Vec<Problem> {
    let file = "tests/ids.txt";
    let kept = fs::read_to_string(root.join(file)).unwrap_or_default();
    let kept: BTreeSet<String> = kept.lines().map(str::to_string).collect();
    let now = page::ids(&pages.0, listings);
    let gone = kept.difference(&now).map(|id| {
        let what = format!("the id {id} has vanished, and links to it with it");
        let remedy = "keep it; or, if nobody can have linked to it, delete its line";
        Problem::new(file, what, remedy)
    });
    let new = now.difference(&kept).map(|id| {
        Problem::new(
            file,
            format!("the id {id} is new"),
            "note it: cargo book bless",
        )
    });
    gone.chain(new).collect()
}
