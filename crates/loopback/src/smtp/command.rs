//! A command, read from its line.

use super::address::Address;
use super::auth::Auth;
use super::{MAIL_MAX, Reply, large};

/// What the server says after `EHLO`.
pub(crate) fn extensions() -> Reply {
    let lines = [
        "250-localhost",
        "250-8BITMIME",
        "250-PIPELINING",
        &format!("250-SIZE {MAIL_MAX}"),
        "250 AUTH PLAIN LOGIN",
    ];
    lines.join("\r\n").into()
}

const UNKNOWN: &str = "500 5.5.1 unknown command, \
                       there are EHLO, HELO, AUTH, MAIL, RCPT, DATA, RSET, NOOP, VRFY, QUIT";

/// What a client says.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// `EHLO` or, if not extended, `HELO`.
    Hello {
        extended: bool,
    },
    /// Whose mail it is does not matter.
    Mail,
    Rcpt(Address),
    Data,
    Reset,
    Noop,
    Verify,
    Quit,
    /// With what the client says at once.
    Auth(Auth, Option<String>),
}

/// Reads a command, or says what is wrong with it.
pub(crate) fn read(line: &[u8]) -> Result<Command, Reply> {
    let line = str::from_utf8(line).map_err(|_| "500 5.5.2 not UTF-8")?;
    if line.contains(char::is_control) {
        return Err("500 5.5.2 a control character".into());
    }
    let line = line.trim_end();
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim_start();
    let alone = |command| match rest {
        "" => Ok(command),
        _ => Err(format!("501 5.5.4 nothing follows {}", verb.to_uppercase()).into()),
    };
    match &*verb.to_ascii_uppercase() {
        "EHLO" | "HELO" if rest.is_empty() => Err("501 5.5.4 who are you?".into()),
        "EHLO" => Ok(Command::Hello { extended: true }),
        "HELO" => Ok(Command::Hello { extended: false }),
        "MAIL" => mail(rest),
        "RCPT" => recipient(rest),
        "DATA" => alone(Command::Data),
        "RSET" => alone(Command::Reset),
        "QUIT" => alone(Command::Quit),
        "NOOP" => Ok(Command::Noop),
        "VRFY" => Ok(Command::Verify),
        "AUTH" => auth(rest),
        _ => Err(UNKNOWN.into()),
    }
}

fn mail(rest: &str) -> Result<Command, Reply> {
    let (path, parameters) =
        path(rest, "FROM:").ok_or("501 5.5.4 write it as MAIL FROM:<ann@example.org>")?;
    if !path.is_empty() {
        Address::parts(path)?;
    }
    for parameter in parameters {
        known(&parameter.to_ascii_uppercase())?;
    }
    Ok(Command::Mail)
}

/// Checks a parameter of `MAIL`; none changes anything.
fn known(parameter: &str) -> Result<(), Reply> {
    match parameter.split_once('=') {
        Some(("BODY", "7BIT" | "8BITMIME") | ("AUTH", _)) => Ok(()),
        Some(("SIZE", size)) => match size.parse::<u128>() {
            Ok(size) if size <= MAIL_MAX as u128 => Ok(()),
            Ok(_) => Err(large()),
            Err(_) => Err("501 5.5.4 SIZE needs a number".into()),
        },
        _ => Err("555 5.5.4 unknown parameter, there are BODY, SIZE, AUTH".into()),
    }
}

fn recipient(rest: &str) -> Result<Command, Reply> {
    let (path, mut parameters) =
        path(rest, "TO:").ok_or("501 5.5.4 write it as RCPT TO:<ann@example.org>")?;
    match parameters.next() {
        Some(_) => Err("555 5.5.4 unknown parameter, there are none".into()),
        None => Ok(Command::Rcpt(Address::read(path)?)),
    }
}

/// What is within `<` and `>`, and the words behind.
fn path<'a>(rest: &'a str, word: &str) -> Option<(&'a str, impl Iterator<Item = &'a str>)> {
    let (front, rest) = rest.split_at_checked(word.len())?;
    let rest = rest.trim_start().strip_prefix('<')?;
    // Where a quoted name may have `>` itself, so the last one ends it.
    let (path, parameters) = rest.rsplit_once('>')?;
    let parted = parameters.is_empty() || parameters.starts_with(' ');
    let matches = front.eq_ignore_ascii_case(word) && parted;
    matches.then(|| (path, parameters.split_whitespace()))
}

fn auth(rest: &str) -> Result<Command, Reply> {
    let (mechanism, first) = match rest.split_once(' ') {
        Some((mechanism, first)) => (mechanism, Some(first.trim())),
        None => (rest, None),
    };
    let auth = match &*mechanism.to_ascii_uppercase() {
        "PLAIN" => Auth::Plain,
        "LOGIN" => Auth::User,
        _ => return Err("504 5.5.4 unknown mechanism, there are PLAIN, LOGIN".into()),
    };
    Ok(Command::Auth(auth, first.map(String::from)))
}
