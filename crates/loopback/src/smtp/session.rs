//! What a client has said so far, and so what it may say next.

use super::address::{Address, Behavior};
use super::auth::Auth;
use super::command::{self, Command};
use super::envelope::Envelope;
use super::{Reply, long};
use crate::notes::Notes;

/// A dialogue, without its wire.
pub(crate) struct Session<'a> {
    notes: &'a Notes,
    /// Whether the client has introduced itself.
    greeted: bool,
    /// Whether it has logged in.
    known: bool,
    /// A login that is not complete.
    auth: Option<Auth>,
    /// Between `MAIL` and the end of the mail.
    envelope: Option<Envelope<'a>>,
}

/// What to do after a command.
pub(crate) enum Next<'a> {
    /// Send this.
    Reply(Reply),
    /// Receive the mail.
    Mail(Envelope<'a>),
    /// Close the connection.
    Drop,
    /// Say goodbye, and close it.
    Quit,
}

impl<'a> Session<'a> {
    pub(crate) fn new(notes: &'a Notes) -> Session<'a> {
        Session {
            notes,
            greeted: false,
            known: false,
            auth: None,
            envelope: None,
        }
    }

    /// Takes a line of the client.
    pub(crate) fn command(&mut self, line: &[u8]) -> Next<'a> {
        if let Some(auth) = self.auth.take() {
            return Next::Reply(self.login(auth, line));
        }
        match command::read(line) {
            Ok(command) => self.obey(command),
            Err(refusal) => Next::Reply(refusal),
        }
    }

    /// Takes a line that was too long to be kept; it ends a login.
    pub(crate) fn long(&mut self) -> Next<'a> {
        self.auth = None;
        Next::Reply(long())
    }

    fn obey(&mut self, command: Command) -> Next<'a> {
        let reply = match command {
            Command::Quit => return Next::Quit,
            Command::Data => match self.envelope.take() {
                Some(envelope) if !envelope.is_empty() => return Next::Mail(envelope),
                none => {
                    self.envelope = none;
                    "503 5.5.1 RCPT first".into()
                }
            },
            Command::Rcpt(address) => match self.recipient(address) {
                Some(reply) => reply,
                None => return Next::Drop,
            },
            Command::Hello { extended } => self.hello(extended),
            Command::Mail => self.mail(),
            Command::Auth(auth, first) => self.auth(auth, first),
            Command::Reset => {
                self.envelope = None;
                "250 2.0.0 forgotten".into()
            }
            Command::Noop => "250 2.0.0 ok".into(),
            Command::Verify => "252 2.1.5 send it, and you will see".into(),
        };
        Next::Reply(reply)
    }

    fn hello(&mut self, extended: bool) -> Reply {
        self.greeted = true;
        self.envelope = None;
        if extended {
            command::extensions()
        } else {
            "250 localhost".into()
        }
    }

    fn mail(&mut self) -> Reply {
        if !self.greeted {
            return "503 5.5.1 EHLO first".into();
        }
        if self.envelope.is_some() {
            return "503 5.5.1 one mail at a time".into();
        }
        self.envelope = Some(Envelope::new(self.notes.mailing()));
        "250 2.1.0 ok".into()
    }

    /// The reply to a recipient; none if the connection is to be dropped.
    fn recipient(&mut self, address: Address) -> Option<Reply> {
        let Some(envelope) = &mut self.envelope else {
            return Some("503 5.5.1 MAIL first".into());
        };
        let refusal = match address.behavior {
            Behavior::Drop => return None,
            Behavior::Fail(code) if code < 500 => Some(format!("{code} 4.3.0 try again later")),
            Behavior::Fail(code) => Some(format!("{code} 5.1.1 no such user")),
            Behavior::Fails(count) if self.notes.attempt(&address.name) < count => {
                Some("451 4.3.0 try again later".into())
            }
            _ if envelope.is_full() => Some("452 4.5.3 too many recipients".into()),
            _ => None,
        };
        Some(match refusal {
            Some(refusal) => refusal.into(),
            None => {
                envelope.push(address);
                "250 2.1.5 ok".into()
            }
        })
    }

    fn auth(&mut self, auth: Auth, first: Option<String>) -> Reply {
        match first {
            _ if !self.greeted => "503 5.5.1 EHLO first".into(),
            _ if self.known => "503 5.5.1 you are logged in".into(),
            _ if self.envelope.is_some() => "503 5.5.1 not within a mail".into(),
            Some(first) => self.login(auth, first.as_bytes()),
            None => {
                let question = auth.question();
                self.auth = Some(auth);
                question
            }
        }
    }

    fn login(&mut self, auth: Auth, line: &[u8]) -> Reply {
        match auth.answer(line) {
            Ok(Some(next)) => {
                let question = next.question();
                self.auth = Some(next);
                question
            }
            Ok(None) => {
                self.known = true;
                "235 2.7.0 welcome".into()
            }
            Err(refusal) => refusal,
        }
    }
}
