//! A real mail server, `server.py`, and the certificate that it shows.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use serde::Deserialize;
use tempfile::TempDir;

/// What the server does about TLS; a password it always wants.
#[derive(Clone, Copy)]
pub enum Kind {
    /// It wants STARTTLS first, as on port 587.
    Starttls,
    /// TLS from the first byte, as on port 465.
    Wrapper,
    /// It has no TLS, and takes passwords all the same.
    Plain,
}

/// Ended when this is dropped; it also ends with this process, because its
/// input does.
pub struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    pub port: u16,
    folder: TempDir,
}

/// What the server saw until the last client was gone.
#[derive(Debug, Default)]
pub struct Seen {
    /// `EHLO`, `STARTTLS`, …, but for those after the end.
    pub commands: Vec<String>,
    pub mails: Vec<Mail>,
}

/// A mail that the server took.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Mail {
    /// Whether it came encrypted.
    pub tls: bool,
    /// Who had logged in.
    pub user: String,
    pub subject: String,
    pub body: String,
}

impl Server {
    /// Starts it on a free port, with a certificate for this name.
    pub fn start(kind: Kind, name: &str) -> Result<Server> {
        let folder = tempfile::tempdir()?;
        write_certificates(&folder, name)?;
        let kind = match kind {
            Kind::Starttls => "starttls",
            Kind::Wrapper => "wrapper",
            Kind::Plain => "plain",
        };
        let mut command = python();
        command.args(["server.py", kind]);
        command.args(["server.pem", "server.key"].map(|it| folder.path().join(it)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("`PYTHON` does not start")?;
        let output = child.stdout.take().context("has an output")?;
        let mut server = Server {
            child,
            output: BufReader::new(output),
            port: 0,
            folder,
        };
        let mut port = String::new();
        server.output.read_line(&mut port)?;
        server.port = port
            .trim()
            .parse()
            .context("the server did not start\n  pip install aiosmtpd")?;
        Ok(server)
    }

    /// The certificate of the authority that signed the server's.
    pub fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Ends it as soon as all clients are gone, and says what it saw.
    pub fn seen(mut self) -> Result<Seen> {
        drop(self.child.stdin.take());
        let mut lines = String::new();
        self.output.read_to_string(&mut lines)?;
        ensure!(self.child.wait()?.success(), "the server failed");
        let mut seen = Seen::default();
        for line in lines.lines() {
            match line.strip_prefix("> ") {
                // How a client tidies up is its own affair.
                Some("RSET" | "QUIT") => {}
                Some(command) => seen.commands.push(command.to_owned()),
                None => seen.mails.push(serde_json::from_str(line)?),
            }
        }
        Ok(seen)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The interpreter, in this folder.
pub fn python() -> Command {
    tests_servers::python("tests/mail")
}

/// As `crates/loopback` has them, see there; for one name.
fn write_certificates(folder: &TempDir, name: &str) -> Result<()> {
    let mut ca = CertificateParams::new([])?;
    // Else both have the same, and OpenSSL takes the second for signed by itself.
    ca.distinguished_name.push(DnType::CommonName, "authority");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let ca_key = KeyPair::generate()?;
    let ca_certificate = ca.self_signed(&ca_key)?;

    let mut leaf = CertificateParams::new([name.to_owned()])?;
    leaf.distinguished_name.push(DnType::CommonName, name);
    leaf.use_authority_key_identifier_extension = true;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = leaf.signed_by(&key, &Issuer::new(ca, ca_key))?;

    for (file, text) in [
        ("ca.pem", ca_certificate.pem()),
        ("server.pem", certificate.pem()),
        ("server.key", key.serialize_pem()),
    ] {
        std::fs::write(folder.path().join(file), text)?;
    }
    Ok(())
}
