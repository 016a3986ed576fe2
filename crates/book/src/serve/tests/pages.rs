//! What pages are served with.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use mdbook_listing::Stale;
use runner::KitState;
use sha2::{Digest as _, Sha256};

use super::Server;
use crate::build;
use crate::log::Log;

fn no_program(_: &runner::Stop, _: &mut dyn FnMut(runner::Event)) {}

/// The root of this book.
fn book() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.unwrap()
}

#[test]
fn a_page_has_the_token_and_the_static_site_has_none() {
    let server = Server::start(no_program);
    let page = server.answer("GET", "/", "");
    assert!(page.contains(&server.token.element()), "{page}");
    assert_eq!(
        server.token.element().len(),
        r#"<meta name="book-token" content="">"#.len() + 64
    );
    let static_site = tempfile::tempdir().unwrap();
    build::build(book(), static_site.path(), &Log::default(), Stale::Said).unwrap();
    for page in pages(static_site.path()) {
        let html = fs::read_to_string(static_site.path().join(&page)).unwrap();
        assert!(!html.contains("book-token\" content"), "{page}");
    }
}

#[test]
fn two_starts_have_two_tokens() {
    let (one, other) = (Server::start(no_program), Server::start(no_program));
    assert_ne!(one.token.element(), other.token.element());
}

/// A page that loses a script to its policy looks well and does nothing.
#[test]
fn every_script_in_every_page_is_in_the_policy_of_that_page() {
    let site = tempfile::tempdir().unwrap();
    build::build(book(), site.path(), &Log::default(), Stale::Said).unwrap();
    let server = Server::of(site, no_program);
    let mut found = BTreeSet::new();
    for page in pages(server.site.path()) {
        let answer = server.answer("GET", &format!("/{page}"), "");
        let (head, html) = answer.split_once("\r\n\r\n").unwrap();
        let policy = head
            .lines()
            .find(|it| it.starts_with("content-security-policy: "));
        let policy = policy.unwrap_or_else(|| panic!("{page} has no policy"));
        for script in inline_scripts(html) {
            let hash = BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()));
            assert!(
                policy.contains(&format!(" 'sha256-{hash}'")),
                "{page}: {script}\n{policy}"
            );
            found.insert(hash);
        }
        let scripts = policy.split("script-src").nth(1).unwrap();
        let scripts = scripts.split(';').next().unwrap();
        let scripts = scripts.replace("'wasm-unsafe-eval'", "");
        assert!(!scripts.contains("unsafe"), "{page}: {policy}");
        assert!(!html.contains("javascript:"), "{page}");
    }
    assert!(found.len() >= 5, "mdBook has more than {}", found.len());
}

fn pages(site: &Path) -> Vec<String> {
    let files = fs::read_dir(site)
        .unwrap()
        .map(|it| it.unwrap().file_name());
    let names = files.map(|name| name.into_string().unwrap());
    let pages: Vec<String> = names.filter(|name| name.ends_with(".html")).collect();
    assert!(!pages.is_empty());
    pages
}

/// Found as a browser does, not as the server does.
fn inline_scripts(html: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(html);
    let scripts = scraper::Selector::parse("script:not([src]):not([type$=json])").unwrap();
    page.select(&scripts)
        .map(|it| it.text().collect())
        .collect()
}

#[test]
fn no_page_may_be_framed() {
    let server = Server::start(no_program);
    for path in ["/index.html", "/none.html"] {
        let answer = server.answer("GET", path, "");
        assert!(
            answer.contains("frame-ancestors 'none'"),
            "{path}: {answer}"
        );
        assert!(answer.contains("x-frame-options: DENY"), "{path}: {answer}");
    }
}

#[test]
fn a_missing_page_is_the_books_own() {
    let server = Server::start(no_program);
    let answer = server.answer("GET", "/nothing.html", "");
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert!(answer.contains("no page"), "{answer}");
}

#[test]
fn a_book_that_does_not_build_says_why() {
    let server = Server::start(no_program);
    server.status.change(|state| {
        state.site = None;
        state.broken = Some("src/a.md:1: <no> such & such".into());
    });
    let answer = server.answer("GET", "/", "");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(
        answer.contains("src/a.md:1: &lt;no> such &amp; such"),
        "{answer}"
    );
    assert!(
        answer.contains("content-security-policy: default-src 'self'"),
        "{answer}"
    );
}

#[test]
fn news_tell_of_the_kit() {
    use std::io::BufRead as _;
    let server = Server::start(no_program);
    let mut news = server.ask("GET", "/-/news", "").lines();
    let mut next = || {
        let line = news.find(|line| line.as_ref().unwrap().starts_with("data: "));
        line.unwrap().unwrap()
    };
    let kit = serde_json::json!({"is": "building", "done": 0, "total": 0, "what": ""});
    let data = next();
    let message: serde_json::Value = serde_json::from_str(&data[6..]).unwrap();
    assert_eq!(message["kit"], kit);
    assert_eq!(message["problems"], serde_json::json!([]));
    let version = "rustc 1.95.0, tokio 1.54.1";
    server.status.change(|state| {
        state.kit = KitState::Ready {
            version: version.into(),
        }
    });
    let message: serde_json::Value = serde_json::from_str(&next()[6..]).unwrap();
    assert_eq!(
        message["kit"],
        serde_json::json!({"is": "ready", "version": version})
    );
}
