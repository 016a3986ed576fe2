//! Lists of chapters.

use super::Contents;

const FRAME: &str = "<body>\n<ol class=\"chapter\">\
    <li class=\"chapter-item expanded \"><span class=\"chapter-link-wrapper\"><a href=\"a.html\" target=\"_parent\">A</a></span></li>\
    <li class=\"chapter-item expanded \"><li class=\"part-title\">Part</li></li>\
    <li class=\"chapter-item expanded \"><span class=\"chapter-link-wrapper\"><a href=\"b.html\" target=\"_parent\"><strong aria-hidden=\"true\">1.</strong> B</a></span></li>\
    </ol>\n</body>";

const TEXT: &str = "<h2 id=\"x\"><a class=\"header\" href=\"#x\">X</a></h2>";

/// The list as it is on the page `name`.
fn list(name: &str) -> String {
    Contents::of(FRAME).unwrap().seen_from(name, TEXT)
}

#[test]
fn the_page_is_marked_and_its_headings_stand_below_it() {
    let list = list("b.html");
    let entry = "<a class=\"active\" aria-current=\"page\" href=\"b.html\"><strong aria-hidden=\"true\">1.</strong> B</a></span><div class=\"on-this-page\">";
    assert!(list.contains(entry), "{list}");
    assert_eq!(list.matches("aria-current").count(), 1, "{list}");
    assert_eq!(list.matches("href=\"#x\"").count(), 1, "{list}");
}

#[test]
fn a_page_outside_of_the_list_has_it_unmarked() {
    for name in ["404.html", "print.html"] {
        let list = list(name);
        assert!(
            !list.contains("aria-current") && !list.contains("#x"),
            "{list}"
        );
    }
}

#[test]
fn the_front_page_may_be_a_copy_of_the_first_chapter() {
    assert!(list("index.html").contains("aria-current=\"page\" href=\"a.html\""));
}

#[test]
fn links_open_in_the_page_and_items_stand_side_by_side() {
    let list = list("404.html");
    assert!(!list.contains("target"), "{list}");
    assert!(
        list.contains("</li><li class=\"part-title\">Part</li><li "),
        "{list}"
    );
}

#[test]
fn a_frame_without_a_list_is_refused() {
    assert!(Contents::of("<body></body>").is_err());
}
