//! The links to the chapters before and after, by their names. What is seen is
//! their `title` (theme/page.css).

use anyhow::Result;
use mdbook_listing::Words;

use crate::contents::Contents;
use crate::frame::filled;
use crate::text::{attribute, swap};

/// What mdBook calls the links, and our word for it.
const LINKS: [(&str, &str); 2] = [
    ("Previous chapter", "{frame.previous}"),
    ("Next chapter", "{frame.next}"),
];

/// Names the links in the frame `after` the text. A page that is in no row has
/// none.
pub(crate) fn name(after: &mut String, contents: &Contents, words: &Words) -> Result<()> {
    for (stock, word) in LINKS {
        let said = format!("title=\"{stock}\" aria-label=\"{stock}\"");
        let Some(place) = after.find(&said) else {
            continue;
        };
        let tag = &after[after[..place].rfind('<').unwrap_or(place)..place];
        let Some(title) = attribute(tag, "href").and_then(|it| contents.title(it)) else {
            continue;
        };
        let word = filled(word, words);
        let named = format!("title=\"{title}\" aria-label=\"{word}: {title}\"");
        swap(after, &said, &named)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use mdbook_listing::Words;

    use super::name;
    use crate::contents::Contents;

    const LIST: &str = "<ol class=\"chapter\"><li><a href=\"a.html\" target=\"_parent\"><strong \
         aria-hidden=\"true\">1.</strong> Say &quot;a&quot;</a></li></ol></body>";

    #[track_caller]
    fn check(link: &str, expected: &str) {
        let mut after = link.to_string();
        let contents = Contents::of(LIST).unwrap();
        name(&mut after, &contents, &Words::of("en").unwrap()).unwrap();
        assert_eq!(after, expected);
    }

    #[test]
    fn a_link_is_called_as_the_chapter_is() {
        check(
            "<a rel=\"next\" href=\"a.html\" title=\"Next chapter\" aria-label=\"Next chapter\">",
            "<a rel=\"next\" href=\"a.html\" title=\"Say &quot;a&quot;\" \
             aria-label=\"Next chapter: Say &quot;a&quot;\">",
        );
    }

    #[test]
    fn a_link_to_a_page_without_a_name_stays() {
        let link = "<a href=\"b.html\" title=\"Next chapter\" aria-label=\"Next chapter\">";
        check(link, link);
    }
}
