//! Mail over TLS and with a password, to a real server.
//!
//! `cargo test -p tests-servers --test mail` needs a `PYTHON` with aiosmtpd, and
//! leaves all out without it, unless `EVERY_NEED` is set; `-- NAME` runs one.

mod clients;
mod facts;
mod server;

use std::process::ExitCode;

use anyhow::Result;
use libtest_mimic::{Arguments, Trial};
use tests_servers::{imports, is_left_out};

use clients::Client;
use facts::{FACTS, smtplib_by_itself_takes_any_certificate};

const CLIENTS: [(&str, Client); 3] = [
    ("lettre", Client::Lettre),
    ("lettre_async", Client::LettreAsync),
    ("smtplib", Client::Smtplib),
];

fn main() -> ExitCode {
    let has_aiosmtpd = imports("aiosmtpd");
    if !has_aiosmtpd {
        eprintln!("`PYTHON` has no aiosmtpd: what needs it is not tested\n  pip install aiosmtpd");
    }
    let is_left_out = is_left_out(has_aiosmtpd);
    let by_client = FACTS.iter().flat_map(|&(name, fact)| {
        CLIENTS.into_iter().map(move |(client_name, client)| {
            trial(&format!("{name}::{client_name}"), move || fact(client))
        })
    });
    let alone = trial(
        "smtplib_by_itself_takes_any_certificate",
        smtplib_by_itself_takes_any_certificate,
    );
    let trials = by_client.chain([alone]);
    let trials = trials.map(|it| it.with_ignored_flag(is_left_out)).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(name: &str, fact: impl FnOnce() -> Result<()> + Send + 'static) -> Trial {
    Trial::test(name, || fact().map_err(|error| format!("{error:#}").into()))
}
