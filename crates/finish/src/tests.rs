//! A book of two chapters, made by the mdBook that is in use, then finished.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mdbook_driver::MDBook;
use mdbook_listing::Words;
use scraper::{Html, Selector};
use tempfile::TempDir;

use crate::asset::plain;

const BOOK: [(&str, &str); 9] = [
    (
        "book.toml",
        "[book]\ntitle = \"Two\"\n\n[output.html]\nadditional-css = [\"theme/page.css\"]\n\
         \n[output.html.playground]\ncopyable = false\nrunnable = false\n",
    ),
    (
        "theme/head.hbs",
        "<script type=\"module\" src=\"{{ path_to_root }}js/page.js\"></script>",
    ),
    ("theme/page.css", ".ours { color: red; }\n"),
    (
        "src/SUMMARY.md",
        "# Summary\n\n[Front](index.md)\n\n# Part\n\n- [One](one.md)\n- [Two](two.md)\n",
    ),
    ("src/index.md", "# Front\n"),
    (
        "src/one.md",
        "# One\n\n## First `a` {#first}\n\n`b`\n\n```rust\nfn main() {}\n```\n",
    ),
    ("src/two.md", "# Two\n"),
    ("src/js/page.js", "import \"./other.js\";\n"),
    ("src/js/other.js", "document.title;\n"),
];

/// The book, as mdBook makes it and finished.
pub(crate) struct Made {
    _folder: TempDir,
    pub(crate) stock: PathBuf,
    pub(crate) finished: PathBuf,
}

pub(crate) static MADE: LazyLock<Made> = LazyLock::new(make);

fn make() -> Made {
    let folder = TempDir::new().unwrap();
    for (name, text) in BOOK {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let [stock, finished] = ["stock", "finished"].map(|it| folder.path().join(it));
    for site in [&stock, &finished] {
        let mut book = MDBook::load(folder.path()).unwrap();
        book.config.build.build_dir = site.clone();
        book.build().unwrap();
    }
    crate::finish(&finished, &Words::of("en").unwrap()).unwrap();
    Made {
        _folder: folder,
        stock,
        finished,
    }
}

/// A page of a site.
pub(crate) fn page(site: &Path, name: &str) -> Html {
    Html::parse_document(&fs::read_to_string(site.join(name)).unwrap())
}

/// The files of a site with their hashes taken off, sorted.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            names.extend(files(&path).iter().map(|it| format!("{name}/{it}")));
        } else {
            names.insert(plain(name));
        }
    }
    names
}

/// What the elements of a page that `selector` finds say in `attribute`.
fn all(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let values = page.select(&selector).filter_map(|it| it.attr(attribute));
    values.map(str::to_string).collect()
}

#[test]
fn every_file_of_the_site_is_needed() {
    let files: Vec<String> = files(&MADE.finished).into_iter().collect();
    let expected = [
        ".nojekyll",
        "404.html",
        "favicon.svg",
        "index.html",
        "js/page.js",
        "mdbook.js",
        "one.html",
        "page.css",
        "print.html",
        "two.html",
    ];
    assert_eq!(files, expected);
}

#[test]
fn what_a_page_asks_for_is_there() {
    for name in ["index.html", "one.html", "print.html"] {
        let page = page(&MADE.finished, name);
        let mut addresses = all(&page, "link, a", "href");
        addresses.extend(all(&page, "script[src], iframe, img", "src"));
        assert!(addresses.len() > 8, "{addresses:?}");
        for address in addresses {
            let file = address.split('#').next().unwrap();
            assert!(
                MADE.finished.join(file).exists(),
                "{name} asks for {address}"
            );
        }
    }
}

#[test]
fn a_page_loads_one_sheet_and_no_script_that_it_has_to_wait_for() {
    let page = page(&MADE.finished, "one.html");
    assert_eq!(all(&page, "link[rel=stylesheet]", "href").len(), 1);
    assert_eq!(all(&page, "script[src]", "src").len(), 2);
    let waits = "script[src]:not([defer], [type=module])";
    assert_eq!(all(&page, waits, "src"), [""; 0]);
}

#[test]
fn the_list_of_chapters_is_in_every_page() {
    for name in ["index.html", "one.html", "two.html", "print.html"] {
        let page = page(&MADE.finished, name);
        let links = all(
            &page,
            "#mdbook-sidebar li > span > a:not(.header-in-summary)",
            "href",
        );
        assert_eq!(links, ["index.html", "one.html", "two.html"], "{name}");
        let here: &[&str] = if name == "print.html" { &[] } else { &[name] };
        assert_eq!(all(&page, "#mdbook-sidebar [aria-current]", "href"), here);
    }
    let page = page(&MADE.finished, "one.html");
    let heading = all(&page, "a.active[href='one.html']", "class");
    assert_eq!(heading.len(), 1);
    assert_eq!(all(&page, ".on-this-page a", "href"), ["#first"]);
}

#[test]
fn the_page_for_what_is_missing_is_right_at_any_address() {
    let page = page(&MADE.finished, "404.html");
    assert_eq!(all(&page, "base", "href"), [""; 0]);
    let mut addresses = all(&page, "link, a", "href");
    addresses.extend(all(&page, "script[src]", "src"));
    for address in addresses {
        assert!(address.starts_with(['/', '#']), "{address}");
    }
}

#[test]
fn code_is_marked_before_any_script_runs() {
    let page = page(&MADE.finished, "one.html");
    assert_eq!(
        all(&page, "main code", "class"),
        ["hljs", "language-rust hljs"]
    );
    assert_eq!(all(&page, "main h2 code, .sidebar code", "class"), [""; 0]);
}

#[test]
fn a_folder_that_is_no_site_is_refused() {
    let folder = TempDir::new().unwrap();
    let words = Words::of("en").unwrap();
    let error = crate::finish(folder.path(), &words).unwrap_err();
    assert_eq!(error.to_string(), "mdBook made no page");
    fs::write(folder.path().join("a.html"), "<p>a</p>").unwrap();
    let error = crate::finish(folder.path(), &words).unwrap_err();
    assert!(
        format!("{error:#}").contains("without `<script src=\"book-`"),
        "{error:#}"
    );
}
