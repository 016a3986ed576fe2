//! Servers on this machine that programs practice on: HTTP, HTTPS, SMTP, and
//! Redis where it is installed.
//!
//! Programs find them by environment variables, which may as well name real
//! servers:
//!
//! ```text
//! HTTP_SERVER=http://127.0.0.1:39021
//! HTTPS_SERVER=https://localhost:41873
//! CA_FILE=/tmp/loopback-GRWcjK/ca.pem
//! SMTP_SERVER=127.0.0.1:36125
//! ```
//!
//! What a server does is asked for by the program itself, in the query of a
//! request or in the address of a recipient; so the servers are the same for
//! all programs, and the program shows what happens to it.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::io::{Read, Write};
//!
//! let servers = loopback::Servers::start()?;
//! let (_, server) = &servers.variables()[0];
//!
//! let mut client = std::net::TcpStream::connect(server.trim_start_matches("http://"))?;
//! client.write_all(b"GET /tea?delay=50 HTTP/1.1\r\nConnection: close\r\n\r\n")?;
//! let mut answer = String::new();
//! client.read_to_string(&mut answer)?;
//! assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"));
//! assert!(answer.ends_with("\r\n\r\ntea"));
//! # Ok(())
//! # }
//! ```
//!
//! `cargo run -p loopback` starts them for a shell.
//!
//! # HTTP
//!
//! Every path exists, and is answered with itself: `/tea` with `tea`. HTTPS is
//! the same server, with a certificate that the authority in `CA_FILE` signed.
//! The parts of a query are granted in this order, however they are written:
//!
//! | part | what happens |
//! |---|---|
//! | `fails=2` | the rest of the query is for the first 2 requests of the path; for later ones, of `status`, `hang` and `drop` nothing is left. Without a status, it is 503 |
//! | `delay=300` | the answer comes after 300 ms, if the client is still there |
//! | `hang` | no answer comes |
//! | `drop` | the connection is closed without an answer |
//! | `status=404` | the answer has this status, and says `404 Not Found` |
//! | `size=5000` | the body has so many bytes, `xxx…` |
//! | `chunks=3` | the body comes in parts, `chunk 1`, `chunk 2`, `chunk 3`, each a line; with a `size`, each has so many bytes |
//! | `pause=100` | so many milliseconds are between two chunks; without it, 100 |
//!
//! What is misspelled is answered with 400 and the parts there are. A `POST` or
//! `PUT` to `/echo` is answered with its body. A body has at most 1 MB.
//!
//! A client that has closed its half of the connection counts as gone while it
//! waits: the two look the same from here.
//!
//! # SMTP
//!
//! A mail takes 100 ms, from its end to the reply, and is there with the reply.
//! Any password is right but `wrong`. What follows `+` in the address of a
//! recipient asks for something else:
//!
//! | recipient | what happens |
//! |---|---|
//! | `ann+delay300@…` | the mail takes 300 ms; if the client goes in the meantime, it is not taken |
//! | `ann+late300@…` | the mail is there at once, and the reply comes after 300 ms |
//! | `ann+hang@…` | the mail is there at once, and no reply comes |
//! | `ann+drop@…` | the connection is closed in reply to `RCPT` |
//! | `ann+fail550@…` | `RCPT` is answered with 550, or any other number from 400 to 599 |
//! | `ann+fails2@…` | the first 2 times, `RCPT` is answered with 451 |
//!
//! Of several recipients the slowest decides, and whether the mail is there at
//! once is for all the same. An unknown tag is answered with 501 and the tags
//! there are.
//!
//! # Redis
//!
//! [`Redis`] is the real one, fresh and empty for each run, started from the
//! `redis-server` on the path. It is found by `REDIS_SERVER`, such as
//! `redis://127.0.0.1:40563/`, and ends with who started it, also if that is
//! killed.
//!
//! # Notes
//!
//! What the servers saw, from the start or from the last reset:
//!
//! | request | what is answered |
//! |---|---|
//! | `GET /seen` | the events of requests, each a line, oldest first: `tea asked`, `tea answered 200`, `tea gone` (the client, before the answer), `tea dropped` |
//! | `GET /most` | how many requests were in progress at once, at most |
//! | `GET /connections` | how many connections of HTTP and HTTPS were accepted, with the one that asks |
//! | `GET /mails` | the mails that were taken, each a line, oldest first: `ann@example.org, ben@example.org: subject` |
//! | `GET /mails/keys` | of each its `Message-ID`, or `-` |
//! | `GET /mails/most` | how many mails were between `MAIL` and the reply at once, at most |
//! | `GET /mails/connections` | how many connections of SMTP were accepted |
//! | `POST /reset` | all of it is forgotten, and how often something has failed |
//!
//! These requests are not noted themselves. An event is noted before the answer
//! is sent: who has read an answer finds it in the notes.
//!
//! # Rules
//!
//! * It listens on 127.0.0.1 only. Every client has a thread, and none outlives
//!   [`Servers`].
//! * Neither tokio nor any of its threads: only those of the programs are meant
//!   to be seen.
//! * An answer, and a reply, is one write.
//! * What a client sends never ends the servers: it is answered with what is
//!   wrong, or its connection is closed.

mod doors;
mod http;
mod identity;
mod notes;
mod redis;
mod server;
mod smtp;
mod tls;
mod wire;

use std::io;
use std::net::UdpSocket;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tempfile::TempDir;

use doors::Doors;
use notes::Notes;
use server::Protocol;

pub use redis::{REDIS_VARIABLE, Redis};

/// The names of the variables that programs find the servers by.
pub const VARIABLES: [&str; 4] = ["HTTP_SERVER", "HTTPS_SERVER", "CA_FILE", "SMTP_SERVER"];

/// Servers that run until this is dropped.
///
/// Dropping closes every connection at once, also one that waits, and ends all
/// threads before it returns.
#[derive(Debug)]
pub struct Servers {
    /// In the order of [`VARIABLES`].
    variables: [(&'static str, String); 4],
    /// What it is sent ends the thread.
    bell: UdpSocket,
    /// The thread that accepts; it ends after those it started. Taken by `drop`.
    thread: Option<JoinHandle<()>>,
    /// Where the file of the certificate authority is.
    _folder: TempDir,
}

/// The ports to listen on; 0 is any that is free.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ports {
    /// For HTTP.
    pub http: u16,
    /// For HTTPS.
    pub https: u16,
    /// For SMTP.
    pub smtp: u16,
}

impl Servers {
    /// Starts them on free ports of the loopback interface.
    ///
    /// # Errors
    ///
    /// If there is no free port, or the certificate cannot be made or written.
    pub fn start() -> io::Result<Servers> {
        Servers::open(Ports::default(), |_| ())
    }

    /// Starts them on these ports, and tells each event as it happens: a line of
    /// `/seen`, or one of `/mails` with `mail ` in front.
    ///
    /// # Errors
    ///
    /// As [`Servers::start`]; also if a port is taken.
    pub fn open(ports: Ports, tell: impl Fn(&str) + Send + Sync + 'static) -> io::Result<Servers> {
        let identity = identity::identity()?;
        let folder = tempfile::Builder::new().prefix("loopback-").tempdir()?;
        let ca_file = std::path::absolute(folder.path().join("ca.pem"))?;
        std::fs::write(&ca_file, &identity.ca)?;

        let doors = Doors::open(ports)?;
        let bell = doors.bell.try_clone()?;
        let [http, https, smtp] = Protocol::ALL.map(|protocol| doors.port(protocol));
        let notes = Notes::new(tell);
        let config = Arc::clone(&identity.config);
        let thread = thread::Builder::new()
            .name("loopback".into())
            .spawn(move || server::serve(&doors, &notes, &config))?;
        let [http_server, https_server, authority, smtp_server] = VARIABLES;
        Ok(Servers {
            variables: [
                (http_server, format!("http://127.0.0.1:{http}")),
                (https_server, format!("https://localhost:{https}")),
                (authority, ca_file.display().to_string()),
                (smtp_server, format!("127.0.0.1:{smtp}")),
            ],
            bell,
            thread: Some(thread),
            _folder: folder,
        })
    }

    /// What programs find them by: names and values of environment variables.
    pub fn variables(&self) -> &[(&'static str, String)] {
        &self.variables
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // A thread that does not hear the bell would be waited for without end.
        if self.bell.send(b"!").is_err() {
            return;
        }
        let ended = self.thread.take().map(JoinHandle::join);
        // A panic is a bug of ours, and must not pass for a closed connection.
        if let Some(Err(panic)) = ended
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}
