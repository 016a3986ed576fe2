//! A small book, and a server of it.

// Each file of tests uses some of this.
#![allow(dead_code)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A small book: two pages, and a chapter with one listing.
pub fn small_book() -> TempDir {
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
    write(
        "examples/hello/Cargo.toml",
        &CHAPTER.replace("TOUR", &project("crates/tour")),
    );
    write(
        "examples/hello/main.rs",
        "//! Hello.\ntour::chapter! { hi }\n",
    );
    write("examples/hello/hi.rs", HI_RS);
    write(
        "examples/hello/hi.py",
        "\"\"\"It prints.\"\"\"\n\nprint(\"hi\")\n",
    );
    write("examples/hello/hi.out", "hi\n");
    write(
        "tests/ids.txt",
        "hello#hello\nhello#listing-hi\nindex#home\n",
    );
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"examples/*\"]\n",
    );
    // The versions of this project, which are there without a network.
    fs::copy(project("Cargo.lock"), root.path().join("Cargo.lock")).unwrap();
    fs::create_dir(root.path().join("tmp")).unwrap();
    root
}

/// Its only program.
pub const HI_RS: &str = "// It prints.\n\nfn main() {\n    println!(\"hi\");\n}\n";

const CHAPTER: &str = r#"
[package]
name = "chapter-hello"
edition = "2024"

[[example]]
name = "hello"
path = "main.rs"

[dependencies]
anyhow = "1"
tour = { path = 'TOUR' }
"#;

/// A path of the project that these tests belong to.
pub fn project(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap();
    root.join(path).to_str().unwrap().to_string()
}

/// `cargo book` with these arguments.
pub fn book(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_book"));
    command
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null());
    command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("BROWSER")
        // What a killed server leaves goes with the book, and so do its builds.
        .env("TMPDIR", root.join("tmp"))
        .env("CARGO_TARGET_DIR", root.join("target"));
    command
}

/// A server that is ended when the test ends.
pub struct Server {
    pub child: Child,
    pub port: u16,
}

impl Server {
    /// Starts one and waits for the line that says where it is.
    pub fn start(root: &Path, wanted_port: u16) -> (Server, String) {
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

    /// The whole answer to a request for a file.
    pub fn get(&self, path: &str) -> String {
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

    /// The number of the build that is served.
    pub fn version(&self) -> u64 {
        let news = self.news(|_| true);
        let digits = news.split("\"version\":").nth(1).unwrap();
        digits
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap()
            .parse()
            .unwrap()
    }

    /// The next news after those already read that `wanted` accepts.
    pub fn news(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /-/news HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let deadline = Instant::now() + Duration::from_secs(120);
        for line in BufReader::new(stream).lines() {
            let line = line.expect("the server says from time to time that it is there");
            assert!(Instant::now() < deadline, "no such news in two minutes");
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

/// Waits for what should happen soon, on a slow machine, too.
#[track_caller]
pub fn wait_until(what: &str, mut happened: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !happened() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
