//! Checks on the built site, as HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Result;
use listing::Problem;
use mdbook_driver::MDBook;
use scraper::{Html, Selector};
use tempfile::TempDir;

/// Builds the book at `root` into a new folder.
///
/// # Errors
///
/// If mdBook cannot build it.
pub fn site(root: &Path) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let mut book = MDBook::load(root)?;
    book.config.build.build_dir = folder.path().to_path_buf();
    book.with_preprocessor(mdbook_listing::Weaver {
        stale: mdbook_listing::Stale::Refused,
    });
    book.build()?;
    Ok(folder)
}

/// What of a page other pages can see.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    repeated: Vec<String>,
}

/// Every link inside the site leads to a file and an id that exist, no page
/// has an id twice, and no directive is left on a page.
///
/// # Panics
///
/// If the folder of the site cannot be read.
pub fn links(site: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(site).expect("the site can be read") {
        let path = entry.expect("the site can be read").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // All pages at once: each id of the book would be there twice.
        if name.ends_with(".html") && name != "print.html" {
            let html = fs::read_to_string(&path).expect("a page is UTF-8");
            if html.contains("{{#") {
                let what = "a directive is left on the page";
                problems.push(Problem::new(&name, what, "check its spelling"));
            }
            pages.insert(name, page(&html));
        }
    }
    for (name, page) in &pages {
        for id in &page.repeated {
            let what = format!("the id `{id}` stands there twice");
            problems.push(Problem::new(name, what, "give one heading another id"));
        }
        for link in &page.links {
            if let Err(what) = follow(site, &pages, name, link) {
                problems.push(Problem::new(name, what, format!("mend the link `{link}`")));
            }
        }
    }
    problems
}

fn page(html: &str) -> Page {
    let html = Html::parse_document(html);
    let select = |what: &str| Selector::parse(what).expect("is a selector");
    let (mut ids, mut repeated) = (BTreeSet::new(), Vec::new());
    for element in html.select(&select("[id]")) {
        let id = element.attr("id").unwrap_or_default().to_string();
        if !ids.insert(id.clone()) {
            repeated.push(id);
        }
    }
    let links = html
        .select(&select("a[href], link[href], img[src], script[src]"))
        .filter_map(|element| element.attr("href").or(element.attr("src")))
        .map(str::to_string)
        .collect();
    Page {
        ids,
        links,
        repeated,
    }
}

fn follow(
    site: &Path,
    pages: &BTreeMap<String, Page>,
    from: &str,
    link: &str,
) -> Result<(), String> {
    if link.contains("://") || link.starts_with("mailto:") || link.starts_with("data:") {
        return Ok(());
    }
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    // The page for missing pages can be shown under any address.
    let file = file.trim_start_matches('/');
    let file = if file.is_empty() && link.starts_with('#') {
        from
    } else {
        file
    };
    let file = if file.is_empty() || file == "." {
        "index.html"
    } else {
        file
    };
    match pages.get(file) {
        Some(page) if !id.is_empty() && !page.ids.contains(id) => {
            Err(format!("`{file}` has no id `{id}`"))
        }
        Some(_) => Ok(()),
        None if site.join(file).is_file() => Ok(()),
        None => Err(format!("there is no file `{file}`")),
    }
}
