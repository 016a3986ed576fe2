//! The mends.

use super::Mend;
use super::Pages::{All, InRow};
use super::Sign::{Element, Script};

/// What is mended, in the order of a page.
pub(crate) const TABLE: &[Mend] = &[
    Mend {
        wrong: "no link leads past the buttons to the text",
        issue: Some(2107),
        sign: Element("#mdbook-body-container:not(:has(> a[href^='#']))"),
        pages: All,
        swaps: &[
            (
                "<div id=\"mdbook-body-container\">",
                "<div id=\"mdbook-body-container\">\n        \
                 <a class=\"skip\" href=\"#book-text\">{frame.skip}</a>",
            ),
            ("<main>", "<main id=\"book-text\">"),
        ],
        script: Some(include_str!("skip.js")),
    },
    Mend {
        wrong: "the help is no dialog: it takes no focus and gives none back",
        issue: None,
        sign: Element("#mdbook-help-popup:not([role])"),
        pages: All,
        swaps: &[
            (
                "<div id=\"mdbook-help-popup\">",
                "<div id=\"mdbook-help-popup\" role=\"dialog\" aria-modal=\"true\" \
                 aria-labelledby=\"book-help-title\" tabindex=\"-1\">",
            ),
            (
                "<h2 class=\"mdbook-help-title\">",
                "<h2 class=\"mdbook-help-title\" id=\"book-help-title\">",
            ),
        ],
        script: Some(include_str!("help.js")),
    },
    Mend {
        wrong: "the button for the list of chapters is a label, which the keyboard does not reach",
        issue: Some(2615),
        sign: Element("label#mdbook-sidebar-toggle:not([tabindex])"),
        pages: All,
        swaps: &[
            (
                "<label id=\"mdbook-sidebar-toggle\" class=\"icon-button\" \
                 for=\"mdbook-sidebar-toggle-anchor\" title=\"Toggle Table of Contents\" \
                 aria-label=\"Toggle Table of Contents\" aria-controls=\"mdbook-sidebar\">",
                "<button id=\"mdbook-sidebar-toggle\" class=\"icon-button\" type=\"button\" \
                 title=\"{frame.contents}\" aria-label=\"{frame.contents}\" \
                 aria-controls=\"mdbook-sidebar\">",
            ),
            (
                "</label>\n                        <button id=\"mdbook-theme-toggle\"",
                "</button>\n                        \
                 <noscript><label class=\"icon-button\" for=\"mdbook-sidebar-toggle-anchor\">\
                 {frame.contents}</label></noscript>\n                        \
                 <button id=\"mdbook-theme-toggle\"",
            ),
            (
                "id=\"mdbook-sidebar-toggle-anchor\" class=\"hidden\"",
                "id=\"mdbook-sidebar-toggle-anchor\" class=\"contents-box\"",
            ),
        ],
        script: Some(include_str!("contents.js")),
    },
    Mend {
        wrong: "the bar of buttons is in no landmark",
        issue: None,
        sign: Element("div#mdbook-menu-bar:not([role])"),
        pages: All,
        swaps: &[(
            "<div id=\"mdbook-menu-bar\" class=\"menu-bar sticky\">",
            "<div id=\"mdbook-menu-bar\" class=\"menu-bar sticky\" role=\"banner\">",
        )],
        script: None,
    },
    Mend {
        wrong: "nothing says which theme is chosen but a drawn tick",
        issue: None,
        sign: Element("#mdbook-theme-list button[role=menuitem]:not([aria-checked])"),
        pages: All,
        swaps: &[(
            "role=\"menuitem\" class=\"theme\"",
            "role=\"menuitemradio\" aria-checked=\"false\" type=\"button\" class=\"theme\"",
        )],
        script: Some(include_str!("themes.js")),
    },
    Mend {
        wrong: "the title of the book is a second heading of the first level on every page",
        issue: Some(2372),
        sign: Element("h1.menu-title"),
        pages: All,
        swaps: &[
            ("<h1 class=\"menu-title\">", "<div class=\"menu-title\">"),
            (
                "</h1>\n\n                    <div class=\"right-buttons\">",
                "</div>\n\n                    <div class=\"right-buttons\">",
            ),
        ],
        script: None,
    },
    Mend {
        wrong: "the edge that a mouse drags is told to those who cannot drag it",
        issue: None,
        sign: Element("#mdbook-sidebar-resize-handle:not([aria-hidden])"),
        pages: All,
        swaps: &[(
            "<div id=\"mdbook-sidebar-resize-handle\"",
            "<div id=\"mdbook-sidebar-resize-handle\" aria-hidden=\"true\"",
        )],
        script: None,
    },
    Mend {
        wrong: "two navigations have one name",
        issue: None,
        sign: Element(
            "body:has(.nav-wrapper[aria-label='Page navigation'])\
             :has(.nav-wide-wrapper[aria-label='Page navigation'])",
        ),
        pages: All,
        swaps: &[
            (
                "<nav class=\"nav-wrapper\" aria-label=\"Page navigation\">",
                "<nav class=\"nav-wrapper\" aria-label=\"{frame.turn_below}\">",
            ),
            (
                "<nav class=\"nav-wide-wrapper\" aria-label=\"Page navigation\">",
                "<nav class=\"nav-wide-wrapper\" aria-label=\"{frame.turn_beside}\">",
            ),
        ],
        script: None,
    },
    Mend {
        wrong: "arrow keys are told by names that no key has",
        issue: None,
        sign: Element("[aria-keyshortcuts=Left], [aria-keyshortcuts=Right]"),
        pages: InRow,
        swaps: &[
            (
                "aria-keyshortcuts=\"Left\"",
                "aria-keyshortcuts=\"ArrowLeft\"",
            ),
            (
                "aria-keyshortcuts=\"Right\"",
                "aria-keyshortcuts=\"ArrowRight\"",
            ),
        ],
        script: None,
    },
    // Not about access, but the same kind of thing: the browser loads a chapter
    // that nobody asked for, and `prefetch` is not allowed there.
    Mend {
        wrong: "a page loads the next one too",
        issue: Some(2879),
        sign: Element("a[rel~=prefetch]"),
        pages: InRow,
        swaps: &[("rel=\"next prefetch\"", "rel=\"next\"")],
        script: None,
    },
    Mend {
        wrong: "arrow keys turn the page while the focus is in code that they scroll",
        issue: Some(1789),
        sign: Script("return /^(?:input|select|textarea)$/i.test(target.nodeName);"),
        pages: All,
        swaps: &[],
        script: Some(include_str!("arrows.js")),
    },
];
