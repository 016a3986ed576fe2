//! Servers on this machine that programs practise on: HTTP, HTTPS and SMTP.

mod http;
mod notes;
mod server;
mod smtp;
mod tls;
mod wire;

use std::io;
use std::net::UdpSocket;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tempfile::TempDir;

use notes::Notes;
use server::{Doors, Protocol};

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

    /// Starts them on these ports, and tells each event as it happens, in a
    /// line: what [`/seen`](crate#notes) notes, and mails.
    ///
    /// # Errors
    ///
    /// As [`Servers::start`]; also if a port is taken.
    pub fn open(ports: Ports, tell: impl Fn(&str) + Send + Sync + 'static) -> io::Result<Servers> {
        let identity = tls::identity()?;
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
            .spawn(move || doors.serve(&notes, &config))?;
        let values = [
            format!("http://127.0.0.1:{http}"),
            format!("https://localhost:{https}"),
            ca_file.display().to_string(),
            format!("127.0.0.1:{smtp}"),
        ];
        let mut values = values.into_iter();
        Ok(Servers {
            variables: VARIABLES.map(|name| (name, values.next().unwrap_or_default())),
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
        // Nothing can be lost between two sockets of one machine that read
        // nothing else; if it were refused, the thread could not be ended.
        let rung = self.bell.send(b"!");
        let ended = self.thread.take().map(JoinHandle::join);
        if let (Ok(_), Some(Err(panic))) = (rung, ended)
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}
