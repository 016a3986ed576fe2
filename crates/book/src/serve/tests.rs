//! A server with a program that does what a test wants, and a site of one page.

mod pages;
mod streams;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use runner::{Event, Program, Stop};
use tempfile::TempDir;
use trace::Trace;

use super::guard::Names;
use super::picture::Pictures;
use super::runs::{Programs, Runs};
use super::status::Status;
use super::token::Token;
use super::{builder, http, listen};

/// A page of this test reads within that.
const PATIENCE: Duration = Duration::from_secs(1);

/// Programs that are functions.
impl<F> Programs for F
where
    F: Fn(&Stop, &mut dyn FnMut(Event)) + Send + Sync,
{
    fn run(&self, _: &Program, stop: &Stop, tell: &mut dyn FnMut(Event)) -> Option<Trace> {
        self(stop, tell);
        None
    }
}

/// A server that ends with the tests.
struct Server {
    host: String,
    token: Arc<Token>,
    status: Arc<Status>,
    site: TempDir,
}

impl Server {
    /// Serves one page; every program that is run is this one.
    fn start(program: impl Fn(&Stop, &mut dyn FnMut(Event)) + Send + Sync + 'static) -> Server {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("index.html"), "<body>a page</body>").unwrap();
        fs::write(site.path().join("404.html"), "<body>no page</body>").unwrap();
        Server::of(site, program)
    }

    fn of(
        site: TempDir,
        program: impl Fn(&Stop, &mut dyn FnMut(Event)) + Send + Sync + 'static,
    ) -> Server {
        let listeners = listen::listen(0).unwrap();
        let addresses = listen::addresses(&listeners).unwrap();
        let token = Token::new().unwrap();
        builder::announce(site.path(), 1, &token).unwrap();
        let status = Arc::new(Status::new());
        status.change(|state| state.site = Some(site.path().to_path_buf()));
        let runs = Runs::new(program, Pictures::new().unwrap(), PATIENCE);
        let app = http::app(&Names::of(&addresses), &token, status.clone(), runs);
        thread::spawn(move || http::run(listeners, app));
        Server {
            host: addresses[0].to_string(),
            token,
            status,
            site,
        }
    }

    /// An open connection, over which a page of this server asked.
    fn ask(&self, method: &str, path: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        let (host, length) = (&self.host, body.len());
        let token = self.token.element();
        let token = token.split('"').nth(3).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             X-Book-Token: {token}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        BufReader::new(stream)
    }

    /// The whole answer.
    fn answer(&self, method: &str, path: &str, body: &str) -> String {
        let mut answer = Vec::new();
        let mut stream = self.ask(method, path, body);
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A run of a program.
    fn run(&self) -> BufReader<TcpStream> {
        self.ask("POST", "/-/run", r#"{"language":"python","source":""}"#)
    }
}

/// The next message of a run, after the headers and the sizes of chunks.
fn message(run: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(run.read_line(&mut line).unwrap() > 0, "no more messages");
        if line.starts_with('{') {
            return line.trim_end().into();
        }
    }
}

/// Waits for what should happen soon, on a slow machine, too.
#[track_caller]
fn soon(what: &str, happened: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while !happened() {
        assert!(Instant::now() < deadline, "never: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}
