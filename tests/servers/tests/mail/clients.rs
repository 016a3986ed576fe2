//! The clients: the two of lettre, and smtplib for comparison.

use std::error::Error;
use std::io;
use std::iter::successors;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, SmtpTransport, Tokio1Executor};
use lettre::{Transport, message::header::ContentType};
use rustls::CertificateError::{NotValidForNameContext, UnknownIssuer};

use crate::server::{Server, python};

/// How long a mail may take.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(Clone, Copy)]
pub enum Client {
    Lettre,
    LettreAsync,
    Smtplib,
}

/// What the client insists on.
#[derive(Clone, Copy)]
pub enum Mode {
    /// STARTTLS, or nothing.
    Starttls,
    /// STARTTLS if it is offered. Only lettre has it.
    Opportunistic,
    /// STARTTLS with any certificate: smtplib, unless it is given a context.
    Unchecked,
    /// TLS from the first byte.
    Wrapper,
    /// No TLS.
    Plain,
}

/// How the client is set up.
#[derive(Clone, Copy)]
pub struct Setup {
    pub mode: Mode,
    /// Whether it trusts the server's authority, or only those of the world, as
    /// it does by itself.
    pub knows_ca: bool,
    /// Of Ann; none: it does not log in.
    pub password: Option<&'static str>,
}

/// What came of a mail.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    Sent,
    /// The server says: not now.
    Transient(u16),
    /// The server says: never.
    Permanent(u16),
    /// The client refused the certificate: somebody unknown signed it.
    UnknownIssuer,
    /// The client refused the certificate: it is for another name.
    OtherName,
    /// The client wants STARTTLS, and the server has none.
    NotOffered,
}

impl Client {
    /// Sends one mail, and hangs up.
    pub fn send(self, server: &Server, setup: Setup) -> Result<Outcome> {
        match self {
            Client::Lettre => lettre(server, setup),
            Client::LettreAsync => lettre_async(server, setup),
            Client::Smtplib => smtplib(server, setup),
        }
    }
}

fn mail() -> Result<Message> {
    Ok(Message::builder()
        .from("ann@example.org".parse()?)
        .to("bob@example.org".parse()?)
        .subject("hello")
        .header(ContentType::TEXT_PLAIN)
        .body("Dear Bob,\n.\nit is tea time.".to_owned())?)
}

/// The builder of a transport, as a program sets it up; the two of lettre have
/// the same methods, and no trait.
macro_rules! builder {
    ($transport:ty, $server:expr, $setup:expr) => {{
        let (server, setup): (&Server, Setup) = ($server, $setup);
        let mut smtp = match setup.mode {
            Mode::Starttls => <$transport>::starttls_relay("localhost")?,
            Mode::Wrapper => <$transport>::relay("localhost")?,
            Mode::Opportunistic | Mode::Unchecked | Mode::Plain => {
                <$transport>::builder_dangerous("localhost")
            }
        };
        if setup.knows_ca {
            smtp = smtp.tls(tls(server, setup.mode)?);
        }
        if let Some(password) = setup.password {
            smtp = smtp.credentials(Credentials::from(("ann", password)));
        }
        smtp.port(server.port)
    }};
}

/// With the server's authority beside those of the world.
fn tls(server: &Server, mode: Mode) -> Result<Tls> {
    let ca = Certificate::from_pem(&std::fs::read(server.ca())?)?;
    let parameters = TlsParameters::builder("localhost".to_owned())
        .add_root_certificate(ca)
        .build()?;
    Ok(match mode {
        Mode::Starttls => Tls::Required(parameters),
        Mode::Opportunistic => Tls::Opportunistic(parameters),
        Mode::Wrapper => Tls::Wrapper(parameters),
        Mode::Plain => Tls::None,
        Mode::Unchecked => bail!("lettre has no such mode of its own"),
    })
}

fn lettre(server: &Server, setup: Setup) -> Result<Outcome> {
    let smtp = builder!(SmtpTransport, server, setup).build();
    outcome(smtp.send(&mail()?))
}

fn lettre_async(server: &Server, setup: Setup) -> Result<Outcome> {
    type Smtp = AsyncSmtpTransport<Tokio1Executor>;
    let (smtp, mail) = (builder!(Smtp, server, setup), mail()?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let sent = runtime.block_on(async {
        let smtp: Smtp = smtp.build();
        // Its own limit is for connecting only.
        tokio::time::timeout(LIMIT, smtp.send(mail)).await
    });
    outcome(sent?)
}

fn outcome(sent: Result<smtp::response::Response, smtp::Error>) -> Result<Outcome> {
    let Err(error) = sent else {
        return Ok(Outcome::Sent);
    };
    let is_refusal = error.to_string().contains("STARTTLS is not supported");
    Ok(match (error.status(), certificate(&error)) {
        (Some(status), _) if error.is_permanent() => Outcome::Permanent(status.into()),
        (Some(status), _) if error.is_transient() => Outcome::Transient(status.into()),
        (None, Some(UnknownIssuer)) => Outcome::UnknownIssuer,
        (None, Some(NotValidForNameContext { .. })) => Outcome::OtherName,
        (None, None) if error.is_client() && is_refusal => Outcome::NotOffered,
        _ => bail!("{error:?}"),
    })
}

/// What is wrong with the certificate; rustls says it inside of an I/O error.
fn certificate(error: &smtp::Error) -> Option<&rustls::CertificateError> {
    let chain = successors(error.source(), |&it| it.source());
    let inner = chain.filter_map(|it| it.downcast_ref::<io::Error>()?.get_ref());
    inner.last().and_then(|it| match it.downcast_ref()? {
        rustls::Error::InvalidCertificate(error) => Some(error),
        _ => None,
    })
}

fn smtplib(server: &Server, setup: Setup) -> Result<Outcome> {
    let mode = match setup.mode {
        Mode::Starttls => "starttls",
        Mode::Unchecked => "unchecked",
        Mode::Wrapper => "wrapper",
        Mode::Plain => "plain",
        Mode::Opportunistic => bail!("smtplib has no such mode"),
    };
    let mut command = python();
    command.args(["client.py", mode, &server.port.to_string()]);
    command.arg(if setup.knows_ca {
        server.ca()
    } else {
        "".into()
    });
    command.arg(setup.password.unwrap_or_default());
    let output = command.output().context("`PYTHON` does not start")?;
    let text = String::from_utf8(output.stdout)?;
    let (word, status) = text.trim().split_once('(').unwrap_or((text.trim(), ""));
    let status = || status.trim_end_matches(')').parse();
    Ok(match word {
        "Sent" => Outcome::Sent,
        "Transient" => Outcome::Transient(status()?),
        "Permanent" => Outcome::Permanent(status()?),
        "UnknownIssuer" => Outcome::UnknownIssuer,
        "OtherName" => Outcome::OtherName,
        "NotOffered" => Outcome::NotOffered,
        _ => bail!("{text}{}", String::from_utf8_lossy(&output.stderr)),
    })
}
