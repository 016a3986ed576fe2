//! A small book in Korean, indexed. Its files stay in the target folder, where
//! `tests/browser/search.test.mjs` asks them in a browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="ko"><head><title>책</title></head><body><nav>목차</nav><main>
<h1 id="coroutines">코루틴과 퓨처</h1>
<p>asyncio 프로그램과 Rust 프로그램을 나란히 봅니다.</p>
<h2 id="coroutines-call">호출은 아무것도 실행하지 않는다</h2>
<p>비동기 함수를 호출해도 코루틴은 시작하지 않는다.</p>
<h2 id="coroutines-task">태스크</h2>
<p>태스크를 만들면 이벤트 루프가 그것을 실행한다.</p>
</main></body></html>
"#;

fn korean() -> PathBuf {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("korean");
    fs::create_dir_all(&site).unwrap();
    fs::write(site.join("index.html"), PAGE).unwrap();
    fs::write(site.join("404.html"), PAGE).unwrap();
    search::index(&site).unwrap();
    site
}

#[test]
fn what_a_page_asks_for_is_there_and_nothing_else() {
    let files = kinds(&korean().join("search"));
    let expected = [
        "pagefind-entry.json",
        "pagefind.js",
        "pf_fragment",
        "pf_index",
        "pf_meta",
        "wasm.unknown.pagefind",
    ];
    assert_eq!(
        files.iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

/// The names of all files below; of those with a hash, the extension.
fn kinds(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => kinds(&path),
            false => BTreeSet::from([kind(&path)]),
        })
        .collect()
}

fn kind(path: &Path) -> String {
    let extension = path.extension().unwrap().to_string_lossy().into_owned();
    match extension.starts_with("pf_") {
        true => extension,
        false => path.file_name().unwrap().to_string_lossy().into_owned(),
    }
}
