//! `cargo book` as a reader and a contributor use it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A small book: two pages, and a chapter with one listing.
fn small_book() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "book.toml",
        "[book]\nlanguage = \"en\"\n[build]\ncreate-missing = false\n",
    );
    write("theme/none.css", "");
    write(
        "src/SUMMARY.md",
        "[Home](index.md)\n\n- [Hello](hello.md)\n",
    );
    write("src/index.md", "# Home {#home}\n");
    write("src/hello.md", "# Hello {#hello}\n\n{{#listing hi}}\n");
    write("examples/hello/Cargo.toml", "");
    write("examples/hello/main.rs", "tour::chapter! { hi }\n");
    write("examples/hello/hi.rs", "// It prints.\n\nfn main() {}\n");
    write("examples/hello/hi.py", "\"\"\"It prints.\"\"\"\n\npass\n");
    write("examples/hello/hi.out", "hi\n");
    root
}

fn book(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_book"));
    command
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null());
    command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("BROWSER");
    command
}

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
        "--port",
        "--no-open",
        "cargo book bless joining",
    ] {
        assert!(help.contains(word), "no `{word}` in\n{help}");
    }
}

/// A server that is ended when the test ends.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts one and waits for the line that says where it is.
    fn start(root: &Path, wanted_port: u16) -> (Server, String) {
        let port = wanted_port.to_string();
        let mut child = book(root, &["--no-open", "--port", &port])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !said.contains("http://127.0.0.1:") {
            assert!(
                lines.read_line(&mut said).unwrap() > 0,
                "it ended, and said\n{said}"
            );
        }
        // Somebody has to read on, or its next line would end it.
        std::thread::spawn(move || lines.read_to_string(&mut String::new()));
        let port = said.rsplit("127.0.0.1:").next().unwrap();
        let port = port
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap()
            .parse()
            .unwrap();
        (Server { child, port }, said)
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).unwrap();
        String::from_utf8_lossy(&response).into_owned()
    }

    /// The next news after those already read that `wanted` accepts.
    fn news(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /-/news HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        for line in BufReader::new(stream).lines() {
            let line = line.expect("news within 30 s");
            if line.starts_with("data: ") && wanted(&line) {
                return line;
            }
        }
        panic!("the stream of news ended")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
    assert!(
        server
            .get("/")
            .contains("name=\"book-build\" content=\"1\"")
    );
    fs::write(root.path().join("src/index.md"), "# Changed {#home}\n").unwrap();
    server.news(|news| news.contains("\"version\":2"));
    let page = server.get("/");
    assert!(
        page.contains("Changed") && page.contains("content=\"2\""),
        "{page}"
    );
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
fn ctrl_c_ends_it_well() {
    let root = small_book();
    let (mut server, _) = Server::start(root.path(), 3400);
    // An open page must not keep it.
    let _open = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let pid = server.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    let start = Instant::now();
    let status = loop {
        if let Some(status) = server.child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "it did not end");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.code(), Some(0));
}
