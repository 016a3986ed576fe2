//! The page's own way: a server, and requests as the page makes them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::*;

/// `cargo book`, ready to run programs.
pub(crate) struct Server {
    child: Child,
    address: String,
    token: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub(crate) fn start(root: &Path) -> Result<Server> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_book"))
            .args(["serve", "--no-open", "--port", "3900"])
            .current_dir(root)
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run `cargo book`")?;
        let mut lines = BufReader::new(child.stdout.take().context("no pipe")?).lines();
        let address = lines.find_map(|line| {
            let line = line.ok()?;
            let (_, rest) = line.split_once("http://")?;
            rest.split([' ', '/']).next().map(str::to_string)
        });
        let mut server = Server {
            child,
            address: address.context("the server says no address")?,
            token: String::new(),
        };
        // What it prints from now on is read, or it would stop in a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let page = server.read("GET /index.html", "", |_| false)?;
        let token = page.split_once("name=\"book-token\" content=\"");
        let token = token.and_then(|it| it.1.split('"').next());
        server.token = token.context("the page has no token")?.to_string();
        server.read("GET /-/news", "", |text| text.contains("\"is\":\"ready\""))?;
        Ok(server)
    }

    /// Asks for a run, and waits for its first output and then for its end.
    pub(crate) fn first_byte(&self, source: &str) -> Result<Duration> {
        let body = serde_json::json!({ "language": "rust", "source": source }).to_string();
        let start = Instant::now();
        let mut first = None;
        let answer = self.read("POST /-/run", &body, |text| {
            if first.is_none() && text.contains("\"is\":\"out\"") {
                first = Some(start.elapsed());
            }
            false
        })?;
        ensure!(answer.contains("\"how\":\"finished\""), "{answer}");
        first.context("the program printed nothing")
    }

    /// Sends a request, and reads until the end or until `enough`.
    fn read(&self, what: &str, body: &str, mut enough: impl FnMut(&str) -> bool) -> Result<String> {
        let Server { address, token, .. } = self;
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let length = body.len();
        write!(
            stream,
            "{what} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             X-Book-Token: {token}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )?;
        let (mut text, mut chunk) = (String::new(), [0; 16 << 10]);
        loop {
            let count = stream.read(&mut chunk)?;
            text += &String::from_utf8_lossy(&chunk[..count]);
            if count == 0 || enough(&text) {
                return Ok(text);
            }
        }
    }
}
