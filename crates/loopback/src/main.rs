//! Servers to practice on, until Ctrl-C.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use loopback::{Ports, Redis, Servers};

/// Starts an HTTP, an HTTPS and an SMTP server on this machine, and a Redis if
/// that is installed, for programs to practice on, and says what they see, until
/// Ctrl-C.
#[derive(Parser)]
#[command(
    name = "loopback",
    after_help = "\
Copy the lines that begin with `export` into another shell, and there:
  curl \"$HTTP_SERVER/tea?delay=300\"     an answer after 300 ms
  curl \"$HTTP_SERVER/seen\"              what the server saw
  curl --cacert \"$CA_FILE\" \"$HTTPS_SERVER/tea\"

What else a server can be asked to do: cargo doc --package loopback --open"
)]
struct Arguments {
    /// The port of the HTTP server, instead of any that is free
    #[arg(long, value_name = "PORT")]
    http: Option<u16>,
    /// The port of the HTTPS server
    #[arg(long, value_name = "PORT")]
    https: Option<u16>,
    /// The port of the SMTP server
    #[arg(long, value_name = "PORT")]
    smtp: Option<u16>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let ports = Ports {
        http: arguments.http.unwrap_or(0),
        https: arguments.https.unwrap_or(0),
        smtp: arguments.smtp.unwrap_or(0),
    };
    // Before the servers start: an early Ctrl-C must leave no file behind.
    let stop = stop()?;
    // Who reads no more does not end the servers.
    let tell = |line: &str| drop(writeln!(io::stdout(), "{line}"));
    let servers = Servers::open(ports, tell).map_err(refused)?;
    let redis = Redis::is_installed().then(Redis::start).transpose()?;
    let variables = redis.iter().flat_map(Redis::variables);
    for (name, value) in servers.variables().iter().chain(variables) {
        tell(&format!("export {name}={}", quoted(value)));
    }
    stop();
    Ok(())
}

/// What waits for Ctrl-C or SIGTERM, which then do not end the process.
#[cfg(unix)]
fn stop() -> Result<impl FnOnce()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]);
    let mut signals = signals.context("cannot wait for Ctrl-C")?;
    Ok(move || while signals.forever().next().is_none() {})
}

/// What waits; the process ends with Ctrl-C, and leaves the file behind.
#[cfg(not(unix))]
fn stop() -> Result<impl FnOnce()> {
    Ok(|| {
        loop {
            std::thread::park();
        }
    })
}

/// Why they did not start, and what helps.
fn refused(error: io::Error) -> anyhow::Error {
    let remedy = match error.kind() {
        ErrorKind::AddrInUse => {
            "another program has that port: choose one, or none for any that is free"
        }
        ErrorKind::PermissionDenied => {
            "choose a port above 1023, and a folder for temporary files (TMPDIR) to write to"
        }
        _ => "free ports and a folder for temporary files (TMPDIR) are all it needs",
    };
    anyhow!("{error}\n  {remedy}")
}

/// A value as a shell reads it.
fn quoted(value: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "/:._-".contains(it);
    if value.chars().all(plain) {
        value.into()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}
