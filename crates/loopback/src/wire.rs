//! One connection: bytes in, bytes out, and whether the client is still there.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustls::ServerConnection;

use crate::tls;

/// How many bytes are read at once.
const READ: usize = 16 * 1024;

/// How much a client may send ahead while it waits for an answer. What is more
/// stays with the system, and then the client's end is not seen behind it.
const AHEAD_MAX: usize = 1024 * 1024;

/// How long a client has to read the last answer before the connection is
/// closed.
const LINGER: Duration = Duration::from_secs(1);

/// A connection to one client.
pub(crate) struct Wire<'a> {
    socket: &'a TcpStream,
    tls: Option<ServerConnection>,
    /// What came, decrypted.
    input: Vec<u8>,
    /// How much of `input` was taken.
    taken: usize,
}

/// The connection is over: the client went away, or it is to be closed.
#[derive(Debug)]
pub(crate) struct Over;

/// What happened while the wire was watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum More {
    /// There is more input.
    Came,
    /// The time has passed.
    Late,
}

/// A line of input.
pub(crate) enum Line {
    /// The line without its end, which is LF or CRLF.
    Whole(Vec<u8>),
    /// It had more bytes than allowed, and is skipped.
    Long,
}

impl From<io::Error> for Over {
    fn from(_: io::Error) -> Over {
        Over
    }
}

impl<'a> Wire<'a> {
    pub(crate) fn new(socket: &'a TcpStream, tls: Option<ServerConnection>) -> Wire<'a> {
        Wire {
            socket,
            tls,
            input: Vec::new(),
            taken: 0,
        }
    }

    /// What came and was not yet taken.
    pub(crate) fn input(&self) -> &[u8] {
        &self.input[self.taken..]
    }

    /// Takes so many bytes of the input.
    pub(crate) fn take(&mut self, length: usize) -> Vec<u8> {
        let taken = self.input()[..length].to_vec();
        self.taken += length;
        taken
    }

    /// Takes a line of at most so many bytes, waiting for it.
    pub(crate) fn line(&mut self, bytes_max: usize) -> Result<Line, Over> {
        let (mut searched, mut long) = (0, false);
        loop {
            let end = self.input()[searched..].iter().position(|it| *it == b'\n');
            if let Some(end) = end {
                let mut line = self.take(searched + end + 1);
                long |= line.len() > bytes_max;
                line.pop();
                line.pop_if(|it| *it == b'\r');
                return Ok(if long { Line::Long } else { Line::Whole(line) });
            }
            searched = self.input().len();
            if searched > bytes_max {
                long = true;
                self.taken = self.input.len();
                searched = 0;
            }
            self.more(None)?;
        }
    }

    /// Sends all of it in one write.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<(), Over> {
        match &mut self.tls {
            None => self.socket.write_all(bytes)?,
            Some(connection) => {
                connection.writer().write_all(bytes)?;
                tls::flush(self.socket, connection)?;
            }
        }
        Ok(())
    }

    /// Waits for more input, at most until that moment.
    pub(crate) fn more(&mut self, until: Option<Instant>) -> Result<More, Over> {
        self.input.drain(..self.taken);
        self.taken = 0;
        let before = self.input.len();
        while self.input.len() == before {
            if !self.ready(PollFlags::IN, until)? {
                return Ok(More::Late);
            }
            self.read()?;
        }
        Ok(More::Came)
    }

    /// Waits until that moment, or for ever; ends at once if the client goes.
    pub(crate) fn wait(&mut self, until: Option<Instant>) -> Result<(), Over> {
        // No time at all: it is not even asked whether the client is there.
        if until.is_some_and(|until| until <= Instant::now()) {
            return Ok(());
        }
        while self.input().len() < AHEAD_MAX {
            if self.more(until)? == More::Late {
                return Ok(());
            }
        }
        // Without being asked for input, the system tells only of the end.
        match self.ready(PollFlags::empty(), until)? {
            true => Err(Over),
            false => Ok(()),
        }
    }

    /// Ends the connection after the last answer.
    ///
    /// A socket that is closed while input is unread takes back what it sent
    /// last; so the input is read, for a while, until the client has closed.
    pub(crate) fn end(&mut self) -> Result<(), Over> {
        if let Some(connection) = &mut self.tls {
            connection.send_close_notify();
            tls::flush(self.socket, connection)?;
        }
        self.socket.shutdown(Shutdown::Write)?;
        let until = Instant::now() + LINGER;
        // It may also go on sending.
        while Instant::now() < until && self.more(Some(until))? == More::Came {
            self.taken = self.input.len();
        }
        Ok(())
    }

    /// Waits until the socket is ready, or until that moment: then false.
    fn ready(&self, what: PollFlags, until: Option<Instant>) -> Result<bool, Over> {
        loop {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let left = left.and_then(|left| Timespec::try_from(left).ok());
            match poll(&mut [PollFd::new(self.socket, what)], left.as_ref()) {
                Ok(count) => return Ok(count > 0),
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return Err(Over),
            }
        }
    }

    /// Reads what there is; nothing is the end.
    fn read(&mut self) -> Result<(), Over> {
        match &mut self.tls {
            Some(connection) => tls::decrypt(self.socket, connection, &mut self.input),
            None => {
                let mut bytes = [0; READ];
                let length = read(self.socket, &mut bytes)?;
                self.input.extend(&bytes[..length]);
                Ok(())
            }
        }
    }
}

/// Reads once; the end is an error.
fn read(mut socket: &TcpStream, bytes: &mut [u8]) -> Result<usize, Over> {
    loop {
        match socket.read(bytes) {
            Ok(0) => return Err(Over),
            Ok(length) => return Ok(length),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Err(Over),
        }
    }
}
