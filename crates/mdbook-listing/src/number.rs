//! Which listing is which number, and where it is shown.

use std::collections::BTreeMap;

use listing::page;
use listing::{Listing, Listings};

/// A page of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Below `src`, with slashes: `joining.md`.
    pub path: String,
    /// The chapter's number, such as `2`; none for pages like the welcome.
    pub number: Option<String>,
}

impl Page {
    /// `joining`, for the page `joining.md`.
    pub fn slug(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// Where this page is on the built site, seen from `other`.
    pub fn link_from(&self, other: &Page) -> String {
        let up = "../".repeat(other.path.matches('/').count());
        format!(
            "{up}{}.html",
            self.path.strip_suffix(".md").unwrap_or(&self.path)
        )
    }
}

/// A listing's number and the page of its own chapter, where it has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Such as `2.3`; a variation has the number of its original. None in a
    /// chapter without a number.
    pub text: Option<String>,
    /// The page of the listing's chapter.
    pub page: Page,
}

/// The numbers of all listings that the book shows in their own chapters.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    by_name: BTreeMap<String, Number>,
}

impl Numbers {
    /// Counts the listings of each page in the order in which it shows them.
    pub fn new(pages: &[(Page, String)], listings: &Listings) -> Numbers {
        let mut by_name = BTreeMap::new();
        for (page, markdown) in pages {
            let mut count = 0;
            for (_, show) in page::shows(markdown) {
                let here = |listing: &&Listing| listing.chapter == page.slug();
                let Some(listing) = listings.get(&show.name).filter(here) else {
                    continue;
                };
                if listing.variation_of().is_none() && !by_name.contains_key(&show.name) {
                    count += 1;
                    let text = page
                        .number
                        .as_ref()
                        .map(|chapter| format!("{chapter}.{count}"));
                    by_name.insert(
                        show.name.clone(),
                        Number {
                            text,
                            page: page.clone(),
                        },
                    );
                }
            }
        }
        Numbers { by_name }
    }

    /// The number of a listing, or of the one it is a variation of.
    pub fn of(&self, listing: &Listing) -> Option<&Number> {
        self.by_name
            .get(listing.variation_of().unwrap_or(&listing.name))
    }
}
