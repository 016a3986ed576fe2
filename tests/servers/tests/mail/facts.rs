//! The facts, each for every client.

use anyhow::{Result, ensure};

use crate::clients::{Client, Mode, Outcome, Setup};
use crate::server::{Kind, Mail, Seen, Server};

type Fact = fn(Client) -> Result<()>;

pub const FACTS: [(&str, Fact); 9] = [
    ("starttls_takes_the_mail", starttls_takes_the_mail),
    ("a_wrapper_takes_the_mail", a_wrapper_takes_the_mail),
    (
        "a_wrong_password_is_permanent",
        a_wrong_password_is_permanent,
    ),
    ("a_busy_login_is_transient", a_busy_login_is_transient),
    (
        "an_unknown_authority_gets_no_password",
        an_unknown_authority_gets_no_password,
    ),
    (
        "another_name_gets_no_password",
        another_name_gets_no_password,
    ),
    (
        "without_starttls_nothing_is_taken",
        without_starttls_nothing_is_taken,
    ),
    (
        "a_server_without_starttls_gets_no_password",
        a_server_without_starttls_gets_no_password,
    ),
    (
        "an_opportunist_tells_its_password",
        an_opportunist_tells_its_password,
    ),
];

/// A client that does all right.
const RIGHT: Setup = Setup {
    mode: Mode::Starttls,
    knows_ca: true,
    password: Some("right"),
};

/// What comes of a mail, and what a server with a certificate for this name saw
/// meanwhile.
fn send(client: Client, kind: Kind, name: &str, setup: Setup) -> Result<(Outcome, Seen)> {
    let server = Server::start(kind, name)?;
    let outcome = client.send(&server, setup)?;
    Ok((outcome, server.seen()?))
}

/// The mails that the server took, after these commands.
fn check((outcome, seen): (Outcome, Seen), expected: Outcome, commands: &str) -> Result<Vec<Mail>> {
    ensure!(
        outcome == expected && seen.commands.join(" ") == commands,
        "{outcome:?}, {seen:?}\n  not {expected:?}, {commands}"
    );
    ensure!(
        (outcome == Outcome::Sent) != seen.mails.is_empty(),
        "{seen:?}"
    );
    Ok(seen.mails)
}

/// Whole: also a line that is a dot.
fn is_whole(mails: &[Mail], tls: bool) -> Result<()> {
    let whole = Mail {
        tls,
        user: "ann".into(),
        subject: "hello".into(),
        body: "Dear Bob,\r\n.\r\nit is tea time.\r\n".into(),
    };
    ensure!(mails == [whole], "{mails:?}");
    Ok(())
}

fn starttls_takes_the_mail(client: Client) -> Result<()> {
    let sent = send(client, Kind::Starttls, "localhost", RIGHT)?;
    let commands = "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA";
    is_whole(&check(sent, Outcome::Sent, commands)?, true)
}

fn a_wrapper_takes_the_mail(client: Client) -> Result<()> {
    let wrapper = Setup {
        mode: Mode::Wrapper,
        ..RIGHT
    };
    let sent = send(client, Kind::Wrapper, "localhost", wrapper)?;
    is_whole(
        &check(sent, Outcome::Sent, "EHLO AUTH MAIL RCPT DATA")?,
        true,
    )
}

fn a_wrong_password_is_permanent(client: Client) -> Result<()> {
    login_fails(client, "wrong", Outcome::Permanent(535))
}

fn a_busy_login_is_transient(client: Client) -> Result<()> {
    login_fails(client, "busy", Outcome::Transient(454))
}

/// smtplib tries one password twice, once with each mechanism that is offered.
fn login_fails(client: Client, password: &'static str, expected: Outcome) -> Result<()> {
    let setup = Setup {
        password: Some(password),
        ..RIGHT
    };
    let sent = send(client, Kind::Starttls, "localhost", setup)?;
    let commands = match client {
        Client::Smtplib => "EHLO STARTTLS EHLO AUTH AUTH",
        Client::Lettre | Client::LettreAsync => "EHLO STARTTLS EHLO AUTH",
    };
    check(sent, expected, commands).map(drop)
}

fn an_unknown_authority_gets_no_password(client: Client) -> Result<()> {
    for (kind, mode, commands) in [
        (Kind::Starttls, Mode::Starttls, "EHLO STARTTLS"),
        (Kind::Wrapper, Mode::Wrapper, ""),
    ] {
        let setup = Setup {
            mode,
            knows_ca: false,
            ..RIGHT
        };
        let sent = send(client, kind, "localhost", setup)?;
        check(sent, Outcome::UnknownIssuer, commands)?;
    }
    Ok(())
}

fn another_name_gets_no_password(client: Client) -> Result<()> {
    let sent = send(client, Kind::Starttls, "mail.example.org", RIGHT)?;
    check(sent, Outcome::OtherName, "EHLO STARTTLS").map(drop)
}

/// From a client that uses none of it; the server insists.
fn without_starttls_nothing_is_taken(client: Client) -> Result<()> {
    let setup = Setup {
        mode: Mode::Plain,
        password: None,
        ..RIGHT
    };
    let sent = send(client, Kind::Starttls, "localhost", setup)?;
    check(sent, Outcome::Permanent(530), "EHLO MAIL").map(drop)
}

/// The server, or who stands between, would take a password in clear; the
/// client insists.
fn a_server_without_starttls_gets_no_password(client: Client) -> Result<()> {
    let sent = send(client, Kind::Plain, "localhost", RIGHT)?;
    check(sent, Outcome::NotOffered, "EHLO").map(drop)
}

/// The same server, and a client that does not insist: in smtplib, one that
/// leaves out `starttls`.
fn an_opportunist_tells_its_password(client: Client) -> Result<()> {
    let mode = match client {
        Client::Smtplib => Mode::Plain,
        Client::Lettre | Client::LettreAsync => Mode::Opportunistic,
    };
    let sent = send(client, Kind::Plain, "localhost", Setup { mode, ..RIGHT })?;
    let mails = check(sent, Outcome::Sent, "EHLO AUTH MAIL RCPT DATA")?;
    is_whole(&mails, false)
}

/// Of smtplib alone: `starttls()` asks nobody whose certificate it is.
pub fn smtplib_by_itself_takes_any_certificate() -> Result<()> {
    let setup = Setup {
        mode: Mode::Unchecked,
        knows_ca: false,
        ..RIGHT
    };
    let sent = send(Client::Smtplib, Kind::Starttls, "mail.example.org", setup)?;
    let commands = "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA";
    is_whole(&check(sent, Outcome::Sent, commands)?, true)
}
