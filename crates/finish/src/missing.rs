//! mdBook's page for what is missing stands at any address, so it says with
//! `<base>` where the others are. Links within the page would then lead away
//! from it. Instead, its addresses begin at the root of the site.

use crate::text::rebased;

/// The page without `<base>`; one that has none stays.
pub(crate) fn from_the_root(mut page: String) -> String {
    let Some((root, tag)) = base(&page) else {
        return page;
    };
    page = page.replacen(&tag, "", 1);
    page = page.replace("path_to_root = \"\"", &format!("path_to_root = \"{root}\""));
    for attribute in [" href=", " src="] {
        page = rebased(&page, attribute, &root);
    }
    page
}

/// Where the element says that the root is, and the element.
fn base(page: &str) -> Option<(String, String)> {
    let (_, rest) = page.split_once("<base href=\"")?;
    let (root, _) = rest.split_once('"')?;
    Some((root.to_string(), format!("<base href=\"{root}\">")))
}

#[cfg(test)]
mod tests {
    use super::from_the_root;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(from_the_root(page.to_string()), expected);
    }

    #[test]
    fn addresses_begin_at_the_root() {
        check(
            "<base href=\"/b/\"><a href=\"x.html#y\"><script src=\"z.js\">path_to_root = \"\"",
            "<a href=\"/b/x.html#y\"><script src=\"/b/z.js\">path_to_root = \"/b/\"",
        );
    }

    #[test]
    fn links_within_the_page_and_elsewhere_stay() {
        let links = "<a href=\"#a\"><a href=\"/b\"><a href=\"https://c\"><a href=\"mailto:d\">";
        check(&format!("<base href=\"/\">{links}"), links);
    }

    #[test]
    fn a_page_with_a_place_of_its_own_stays() {
        let page = "<a href=\"x.html\">";
        check(page, page);
    }
}
