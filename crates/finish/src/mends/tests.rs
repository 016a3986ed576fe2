//! What is mended was wrong, and is right.

use std::fs;

use scraper::Selector;

use super::{Mend, Sign, TABLE};
use crate::book_js;
use crate::tests::{MADE, page};

/// A chapter with one before and one behind it.
const CHAPTER: &str = "one.html";

/// Whether stock mdBook is still wrong.
fn is_needed(mend: &Mend) -> bool {
    match mend.sign {
        Sign::Element(selector) => page(&MADE.stock, CHAPTER)
            .select(&css(selector))
            .next()
            .is_some(),
        Sign::Script(text) => book().contains(text),
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|it| panic!("{selector}: {it}"))
}

fn book() -> String {
    let html = fs::read_to_string(MADE.stock.join(CHAPTER)).unwrap();
    fs::read_to_string(MADE.stock.join(book_js::address(&html).unwrap())).unwrap()
}

#[test]
fn no_mend_is_obsolete() {
    let obsolete = TABLE.iter().filter(|it| !is_needed(it));
    let said: Vec<String> = obsolete
        .map(|it| {
            let issue = it
                .issue
                .map_or("no issue".to_string(), |it| format!("#{it}"));
            format!(
                "obsolete: mdBook mended this itself, so remove the mend: {} ({issue})",
                it.wrong
            )
        })
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn a_finished_page_has_nothing_left_to_mend() {
    let page = page(&MADE.finished, CHAPTER);
    for mend in TABLE {
        if let Sign::Element(selector) = mend.sign {
            let left = page.select(&css(selector)).next();
            assert!(left.is_none(), "{}: {}", mend.wrong, left.unwrap().html());
        }
    }
}

#[test]
fn what_links_by_id_finds_it() {
    let page = page(&MADE.finished, CHAPTER);
    for attribute in ["aria-labelledby", "aria-controls", "for"] {
        for element in page.select(&css(&format!("[{attribute}]"))) {
            let id = element.attr(attribute).unwrap();
            assert!(
                page.select(&css(&format!("[id='{id}']"))).next().is_some(),
                "{attribute}={id}"
            );
        }
    }
}

#[test]
fn a_page_of_another_version_says_what_could_not_be_mended() {
    let words = mdbook_listing::Words::of("en").unwrap();
    let error = super::mend(&mut String::new(), &mut String::new(), &words).unwrap_err();
    assert!(
        error.to_string().ends_with("to the text (mdBook #2107)"),
        "{error}"
    );
}
