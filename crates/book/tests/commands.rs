//! `cargo book` as a reader and a contributor use it.

mod support;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use support::{HI_RS, Server, book, project, small_book, wait_until};

/// Runs a command that has to fail, and returns what it wrote to stderr.
#[track_caller]
fn fails(root: &Path, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = book(root, arguments).output().unwrap();
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    assert!(!status.success(), "`{arguments:?}` should fail\n{stderr}");
    stderr
}

#[test]
fn build_writes_the_site() {
    let root = small_book();
    let output = book(root.path(), &["build"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let page = fs::read_to_string(root.path().join("book/hello.html")).unwrap();
    assert!(page.contains("id=\"listing-hi\""), "{page}");
}

#[test]
fn build_works_from_a_folder_inside() {
    let root = small_book();
    let output = book(&root.path().join("src"), &["build"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn build_fails_on_what_mdbook_only_logs() {
    for (file, text, expected) in [
        (
            "book.toml",
            "[output.html]\nno-such-key = 1\n",
            "no-such-key",
        ),
        ("src/hello.md", "{{#include nowhere.txt}}\n", "nowhere.txt"),
        (
            "src/hello.md",
            "{{#listing ho}}\n",
            "src/hello.md:4: no listing named `ho`",
        ),
        ("src/SUMMARY.md", "- [No](nowhere.md)\n", "nowhere.md"),
    ] {
        let root = small_book();
        let path = root.path().join(file);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, before + text).unwrap();
        let stderr = fails(root.path(), &["build"]);
        assert!(
            stderr.contains(expected),
            "{file}: no `{expected}` in\n{stderr}"
        );
    }
}

#[test]
fn bless_names_the_chapters_there_are() {
    let stderr = fails(small_book().path(), &["bless", "halo"]);
    assert_eq!(
        stderr,
        "error: no chapter named `halo`\n  there are: hello\n"
    );
}

#[test]
fn outside_a_book_it_says_where_to_go() {
    let nowhere = tempfile::tempdir().unwrap();
    let stderr = fails(nowhere.path(), &["build"]);
    assert!(
        stderr.contains("is not inside the book\n  cd to a clone of it first"),
        "{stderr}"
    );
}

#[test]
fn help_names_every_command() {
    let output = book(Path::new("."), &["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for word in [
        "serve",
        "build",
        "bless",
        "record",
        "libraries",
        "measure",
        "timeline",
        "--port",
        "--no-open",
        "--limit-seconds",
        "cargo book bless joining",
    ] {
        assert!(help.contains(word), "no `{word}` in\n{help}");
    }
    assert!(!help.contains("supervise"), "{help}");
}

#[test]
fn the_next_free_port_is_taken_and_said() {
    let root = small_book();
    // Two free ports in a row: one to take, one for the server.
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (server, said) = Server::start(root.path(), port);
    assert!(server.port > port, "{said}");
    assert!(
        said.contains(&format!("port {port} is taken, using {}", server.port)),
        "{said}"
    );
    assert!(server.get("/hello.html").contains("listing-hi"));
}

#[test]
fn a_saved_page_is_rebuilt_and_announced() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3200);
    let before = server.version();
    assert!(
        server
            .get("/")
            .contains(&format!("name=\"book-build\" content=\"{before}\""))
    );
    fs::write(root.path().join("src/index.md"), "# Changed {#home}\n").unwrap();
    server.news(|news| !news.contains(&format!("\"version\":{before}")));
    let page = server.get("/");
    assert!(page.contains("Changed"), "{page}");
    assert!(
        page.contains(&format!("content=\"{}\"", server.version())),
        "{page}"
    );
}

#[test]
fn each_site_can_be_searched_soon() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3220);
    let entry = || server.get("/search/pagefind-entry.json");
    wait_until("an index", || entry().starts_with("HTTP/1.1 200"));
    let script = server.get("/search/pagefind.js").to_lowercase();
    assert!(script.contains("content-type: text/javascript"), "{script}");

    let (first, version) = (entry(), server.version());
    let page = root.path().join("src/hello.md");
    fs::write(&page, "# Hello {#hello}\n\n{{#listing hi}}\n\nMore.\n").unwrap();
    server.news(|news| !news.contains(&format!("\"version\":{version}")));
    let index = |answer: &str| answer.split("\"languages\"").nth(1).map(str::to_string);
    wait_until("another index", || {
        let now = index(&entry());
        now.is_some() && now != index(&first)
    });
}

#[test]
fn a_configuration_that_an_editor_replaces_is_noticed_each_time() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3250);
    let before = fs::read_to_string(root.path().join("book.toml")).unwrap();
    for title in ["One", "Two"] {
        let new = root.path().join("book.toml.new");
        fs::write(
            &new,
            before.replace("[book]", &format!("[book]\ntitle = \"{title}\"")),
        )
        .unwrap();
        let version = format!("\"version\":{}", server.version());
        fs::rename(&new, root.path().join("book.toml")).unwrap();
        server.news(|news| !news.contains(&version));
        assert!(server.get("/").contains(title));
    }
}

#[test]
fn a_listing_that_does_something_else_is_announced_until_it_is_blessed() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3260);
    let rust = root.path().join("examples/hello/hi.rs");
    fs::write(&rust, HI_RS.replace("\"hi\"", "\"ho\"")).unwrap();
    let news = server.news(|news| news.contains("now does something else"));
    assert!(
        news.contains("+++ the Rust program\\n@@ -1 +1 @@\\n-hi\\n+ho"),
        "{news}"
    );
    assert!(news.contains("cargo book bless hello"), "{news}");
    let bless = book(root.path(), &["bless", "hello"]).output().unwrap();
    assert!(bless.status.success(), "{bless:?}");
    server.news(|news| news.contains("\"problems\":[]"));
}

#[test]
fn a_chapter_that_does_not_compile_is_announced_until_it_does() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3270);
    let main = root.path().join("examples/hello/main.rs");
    fs::write(&main, "//! Hello.\ntour::chapter! { hi, no }\n").unwrap();
    let news = server.news(|news| news.contains("the chapters do not compile"));
    assert!(news.contains("no.rs"), "{news}");
    fs::write(&main, "//! Hello.\ntour::chapter! { hi }\n").unwrap();
    server.news(|news| news.contains("\"problems\":[]"));
}

#[test]
fn bless_writes_what_changed_and_then_nothing() {
    let root = small_book();
    let python = root.path().join("examples/hello/hi.py");
    fs::write(&python, "\"\"\"It prints.\"\"\"\n\nprint(\"ho\")\n").unwrap();
    fs::write(root.path().join("examples/hello/hi.note"), "old\n").unwrap();
    let bless = || {
        let output = book(root.path(), &["bless"]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(
        bless(),
        "removed examples/hello/hi.note\nwrote examples/hello/hi.py.out\n"
    );
    assert_eq!(
        fs::read_to_string(root.path().join("examples/hello/hi.py.out")).unwrap(),
        "ho\n"
    );
    assert_eq!(bless(), "");
}

#[test]
fn bless_refuses_a_program_that_nothing_runs() {
    let root = small_book();
    fs::write(root.path().join("examples/hello/stray.rs"), HI_RS).unwrap();
    let stderr = fails(root.path(), &["bless"]);
    assert!(stderr.contains("compiles, and nothing runs it"), "{stderr}");
    assert!(
        stderr.contains("name `stray` in examples/hello/main.rs"),
        "{stderr}"
    );
    assert!(!root.path().join("examples/hello/stray.out").exists());
}

#[test]
fn a_broken_page_is_announced_and_the_last_good_site_stays() {
    let root = small_book();
    let (server, _) = Server::start(root.path(), 3300);
    fs::write(
        root.path().join("src/index.md"),
        "# Home {#home}\n\n{{#listing ho}}\n",
    )
    .unwrap();
    let news = server.news(|news| !news.contains("\"problems\":[]"));
    assert!(
        news.contains("src/index.md:3: no listing named `ho`"),
        "{news}"
    );
    assert!(server.get("/").contains("Home"));
    fs::write(root.path().join("src/index.md"), "# Mended {#home}\n").unwrap();
    server.news(|news| news.contains("\"problems\":[]"));
    assert!(server.get("/").contains("Mended"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well_and_with_it_what_it_runs() {
    let root = small_book();
    let (mut server, _) = Server::start(root.path(), 3400);
    // A listing that never ends must not outlive it.
    let endless = HI_RS.replace("println!(\"hi\");", "loop {}");
    fs::write(root.path().join("examples/hello/hi.rs"), endless).unwrap();
    let folder = root.path().canonicalize().unwrap();
    let running = || {
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let exes = processes.filter_map(|process| fs::read_link(process.path().join("exe")).ok());
        exes.filter(|exe| exe.starts_with(&folder) && exe.ends_with("examples/hello"))
            .count()
    };
    if cfg!(target_os = "linux") {
        wait_until("the listing runs", || running() == 1);
    }
    // An open page must not keep it.
    let _open = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let pid = server.child.id().to_string();
    let kill = Command::new("sh")
        .args(["-c", &format!("kill -INT {pid}")])
        .status();
    assert!(kill.unwrap().success());
    wait_until("it ended", || server.child.try_wait().unwrap().is_some());
    assert_eq!(server.child.try_wait().unwrap().unwrap().code(), Some(0));
    if cfg!(target_os = "linux") {
        wait_until("the listing ended", || running() == 0);
    }
    assert_eq!(
        fs::read_dir(root.path().join("tmp")).unwrap().count(),
        0,
        "it leaves files behind"
    );
    assert_eq!(sessions(root.path()), 0, "it leaves its folder behind");
}

/// The folders of servers that run, or that ended badly.
fn sessions(root: &Path) -> usize {
    let found = fs::read_dir(root.join("target/serve")).unwrap();
    found
        .filter(|it| it.as_ref().unwrap().path().is_dir())
        .count()
}

#[test]
fn a_server_removes_what_a_killed_one_left_and_nothing_else() {
    let root = small_book();
    let (killed, _) = Server::start(root.path(), 3450);
    let (lives, _) = Server::start(root.path(), 3450);
    assert_eq!(sessions(root.path()), 2);
    drop(killed);
    let (_new, _) = Server::start(root.path(), 3450);
    assert_eq!(sessions(root.path()), 2);
    assert!(lives.get("/hello.html").contains("listing-hi"));
}

#[test]
fn a_limit_that_is_none_is_refused() {
    for option in ["--limit-seconds", "--limit-memory", "--runs-at-once"] {
        let stderr = fails(Path::new("."), &[option, "0"]);
        assert!(stderr.contains(option), "{stderr}");
    }
}

/// `cargo book` in this project, whose kit is there already, in a folder with
/// this program.
fn timeline(file: &str, text: &str) -> (TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_book"));
    command
        .arg("timeline")
        .arg(&path)
        .current_dir(project("crates"));
    let output = command.stdin(Stdio::null()).output().unwrap();
    (folder, output)
}

const NAP_PY: &str = "import asyncio\n\n\nasync def nap():\n    await asyncio.sleep(0.1)\n    \
                      print(\"up\")\n\n\nasyncio.run(nap())\n";

const NAP_RS: &str = "#[tokio::main]\nasync fn main() {\n    let time = \
                      std::time::Duration::from_millis(100);\n    \
                      tokio::time::sleep(time).await;\n    println!(\"up\");\n}\n";

#[test]
fn timeline_runs_a_program_and_draws_it() {
    for (file, text) in [("nap.py", NAP_PY), ("nap.rs", NAP_RS)] {
        let (folder, output) = timeline(file, text);
        assert!(output.status.success(), "{file}: {output:?}");
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(stdout.starts_with("up\nwrote "), "{file}: {stdout}");
        let svg = fs::read_to_string(folder.path().join("nap.svg")).unwrap();
        assert!(svg.contains("sleep 0.1 s"), "{file}: {svg}");
    }
}

#[test]
fn timeline_says_why_there_is_no_picture() {
    for (file, text, expected) in [
        ("nap.txt", "", "is neither Rust nor Python"),
        (
            "nap.rs",
            "fn main() { nap() }\n",
            "cannot find function `nap`",
        ),
        ("nap.rs", "fn main() {}\n", "started no task"),
    ] {
        let (_folder, output) = timeline(file, text);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{file}: {stderr}");
        assert!(
            stderr.contains(expected),
            "{file}: no `{expected}` in\n{stderr}"
        );
    }
}

#[test]
fn record_names_the_chapters_there_are() {
    let stderr = fails(small_book().path(), &["record", "halo"]);
    assert_eq!(
        stderr,
        "error: no chapter named `halo`\n  there are: hello\n"
    );
}
