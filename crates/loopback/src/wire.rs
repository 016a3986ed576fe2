//! One connection: bytes in, bytes out, and whether the client is still there.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustls::ServerConnection;

/// How much is read at once.
const READ: usize = 64 * 1024;

/// How much a client may send ahead while it waits for an answer. What is more
/// stays with the system, and then the client's end is not seen behind it.
const AHEAD_MAX: usize = 1024 * 1024;

/// How long a client has to read a refusal before the connection is closed.
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
            Some(tls) => {
                tls.writer().write_all(bytes)?;
                self.flush()?;
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
        if let Some(tls) = &mut self.tls {
            tls.send_close_notify();
            self.flush()?;
        }
        self.socket.shutdown(Shutdown::Write)?;
        let until = Instant::now() + LINGER;
        while self.more(Some(until))? == More::Came {
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
        let Some(tls) = &mut self.tls else {
            let mut socket = self.socket;
            return append(&mut socket, &mut self.input);
        };
        if tls.read_tls(&mut &*self.socket)? == 0 {
            return Err(Over);
        }
        let state = tls.process_new_packets();
        // Also what went wrong is told to the client.
        self.flush()?;
        let state = state.map_err(|_| Over)?;
        let (tls, input) = (self.tls.as_mut().ok_or(Over)?, &mut self.input);
        if state.plaintext_bytes_to_read() > 0 {
            append(&mut tls.reader(), input)
        } else if state.peer_has_closed() {
            Err(Over)
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), Over> {
        if let Some(tls) = &mut self.tls {
            while tls.wants_write() {
                tls.write_tls(&mut &*self.socket)?;
            }
        }
        Ok(())
    }
}

/// Reads once, to the end of `input`.
fn append(from: &mut impl Read, input: &mut Vec<u8>) -> Result<(), Over> {
    let before = input.len();
    input.resize(before + READ, 0);
    let read = from.read(&mut input[before..]);
    input.truncate(before + *read.as_ref().unwrap_or(&0));
    match read {
        Ok(0) => Err(Over),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(Over),
        Ok(_) => Ok(()),
    }
}
