//! SMTP: what follows `+` in an address says what happens.

mod address;
mod auth;
mod command;
mod envelope;
mod mail;
mod session;

use std::borrow::Cow;
use std::time::Instant;

use crate::notes::Notes;
use crate::wire::{Line, Over, Wire};
use envelope::Envelope;
use session::{Next, Session};

/// The most bytes of a line with its end, of commands and of mails (RFC 5321,
/// 4.5.3.1.6).
const LINE_MAX: usize = 1000;

/// The most bytes of a mail.
const MAIL_MAX: usize = 10_000_000;

/// What a command is answered with; several lines are parted by CRLF.
type Reply = Cow<'static, str>;

fn long() -> Reply {
    let bytes = LINE_MAX - "\r\n".len();
    format!("500 5.5.2 line too long, at most {bytes} bytes").into()
}

fn large() -> Reply {
    format!("552 5.3.4 too large, at most {MAIL_MAX} bytes").into()
}

/// Answers the commands of a client, one after the other.
pub(crate) fn serve(wire: &mut Wire, notes: &Notes) -> Result<(), Over> {
    let mut session = Session::new(notes);
    send(wire, "220 localhost ESMTP loopback")?;
    loop {
        let next = match wire.line(LINE_MAX)? {
            Line::Whole(line) => session.command(&line),
            Line::Long => session.long(),
        };
        match next {
            Next::Reply(reply) => send(wire, &reply)?,
            Next::Mail(envelope) => receive(wire, notes, envelope)?,
            Next::Drop => return Err(Over),
            Next::Quit => {
                send(wire, "221 2.0.0 bye")?;
                return wire.end();
            }
        }
    }
}

fn send(wire: &mut Wire, reply: &str) -> Result<(), Over> {
    wire.send(format!("{reply}\r\n").as_bytes())
}

/// Receives a mail, and answers when its recipients say so.
fn receive(wire: &mut Wire, notes: &Notes, envelope: Envelope) -> Result<(), Over> {
    send(wire, "354 end it with a line that has a dot only")?;
    let reply = match text(wire)? {
        Ok(text) => {
            deliver(wire, notes, &envelope, &text)?;
            "250 2.0.0 accepted".into()
        }
        Err(refusal) => refusal,
    };
    // Before the reply: who has read it may ask how many mails there are.
    drop(envelope);
    send(wire, &reply)
}

fn deliver(wire: &mut Wire, notes: &Notes, envelope: &Envelope, text: &[u8]) -> Result<(), Over> {
    let accept = || {
        let (subject, key) = mail::read(text);
        notes.mail(format!("{}: {subject}", envelope.names()), key);
    };
    let delivery = envelope.delivery();
    if delivery.at_once {
        accept();
    }
    wire.wait(delivery.wait.map(|wait| Instant::now() + wait))?;
    if !delivery.at_once {
        accept();
    }
    Ok(())
}

/// The text of a mail, up to the line that has a dot only.
fn text(wire: &mut Wire) -> Result<Result<Vec<u8>, Reply>, Over> {
    let mut text = Vec::new();
    let mut refusal = None;
    loop {
        let line = match wire.line(LINE_MAX)? {
            Line::Whole(line) if line == b"." => break,
            Line::Whole(line) => line,
            Line::Long => {
                refusal = Some(long());
                continue;
            }
        };
        // What begins with a dot was given another.
        text.extend(line.strip_prefix(b".").unwrap_or(&line));
        text.extend(b"\r\n");
        if text.len() > MAIL_MAX {
            refusal = Some(large());
            text.clear();
        }
    }
    Ok(refusal.map_or(Ok(text), Err))
}
