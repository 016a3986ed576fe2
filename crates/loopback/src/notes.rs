//! What the servers saw, for the lesson "what did the server see".

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::server::Protocol;

/// What the servers saw; one for all of them.
pub(crate) struct Notes {
    log: Mutex<Log>,
    /// Is told each event as it happens.
    tell: Box<dyn Fn(&str) + Send + Sync>,
}

#[derive(Default)]
struct Log {
    /// The events of requests, oldest first.
    seen: Vec<String>,
    /// Requests, and mails, in progress.
    requests: Gauge,
    mails: Gauge,
    /// Connections accepted: of HTTP and HTTPS, and of SMTP.
    http_connections: usize,
    smtp_connections: usize,
    /// The mails accepted, oldest first: what `/mails` and `/mails/keys` say.
    accepted: Vec<(String, String)>,
    /// How often a path, or an address, was asked to fail.
    attempts: HashMap<String, u32>,
}

/// How many there are, and how many there were at most.
#[derive(Clone, Copy, Default)]
struct Gauge {
    now: usize,
    most: usize,
}

impl Gauge {
    fn up(&mut self) {
        self.now += 1;
        self.most = self.most.max(self.now);
    }

    fn down(&mut self) {
        self.now -= 1;
    }

    /// Forgets what was, and not what is.
    fn reset(&mut self) {
        self.most = self.now;
    }
}

impl Notes {
    pub(crate) fn new(tell: impl Fn(&str) + Send + Sync + 'static) -> Notes {
        Notes {
            log: Mutex::default(),
            tell: Box::new(tell),
        }
    }

    /// Notes that a client came.
    pub(crate) fn connected(&self, protocol: Protocol) {
        let mut log = self.log();
        match protocol {
            Protocol::Http | Protocol::Https => log.http_connections += 1,
            Protocol::Smtp => log.smtp_connections += 1,
        }
    }

    /// Notes that a request came.
    pub(crate) fn asked<'a>(&'a self, name: &'a str) -> Asked<'a> {
        self.event(&format!("{name} asked"), Gauge::up);
        Asked {
            notes: self,
            name,
            how: "gone".into(),
        }
    }

    /// Notes that a mail began.
    pub(crate) fn mailing(&self) -> Mailing<'_> {
        self.log().mails.up();
        Mailing(self)
    }

    /// Notes a mail that was accepted, and its key.
    pub(crate) fn mail(&self, line: String, key: String) {
        let mut log = self.log();
        (self.tell)(&format!("mail {line}"));
        log.accepted.push((line, key));
    }

    /// How often this was asked to fail before.
    pub(crate) fn attempt(&self, what: &str) -> u32 {
        let mut log = self.log();
        let attempts = log.attempts.entry(what.to_owned()).or_default();
        *attempts += 1;
        *attempts - 1
    }

    /// What a page of notes says; none if there is no such page.
    pub(crate) fn page(&self, path: &str) -> Option<String> {
        let log = self.log();
        Some(match path {
            "/seen" => lines(log.seen.iter()),
            "/most" => lines([log.requests.most]),
            "/connections" => lines([log.http_connections]),
            "/mails" => lines(log.accepted.iter().map(|(mail, _)| mail)),
            "/mails/keys" => lines(log.accepted.iter().map(|(_, key)| key)),
            "/mails/most" => lines([log.mails.most]),
            "/mails/connections" => lines([log.smtp_connections]),
            _ => return None,
        })
    }

    /// Forgets everything but what is in progress.
    pub(crate) fn reset(&self) {
        let mut log = self.log();
        let (mut requests, mut mails) = (log.requests, log.mails);
        requests.reset();
        mails.reset();
        *log = Log {
            requests,
            mails,
            ..Log::default()
        };
    }

    /// Notes an event of a request together with what it changes: who finds
    /// the one finds the other.
    fn event(&self, line: &str, change: fn(&mut Gauge)) {
        let mut log = self.log();
        change(&mut log.requests);
        (self.tell)(line);
        log.seen.push(line.to_owned());
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lines(items: impl IntoIterator<Item = impl Display>) -> String {
    items.into_iter().map(|item| format!("{item}\n")).collect()
}

/// A request in progress, until it is dropped; if nothing else was said by
/// then, its client went away.
pub(crate) struct Asked<'a> {
    notes: &'a Notes,
    name: &'a str,
    /// How it ends.
    how: String,
}

impl Asked<'_> {
    /// Notes that it is answered. To be called before the last byte is sent:
    /// who has read the answer may ask for the notes at once.
    pub(crate) fn answered(mut self, status: http::StatusCode) {
        self.how = format!("answered {}", status.as_u16());
    }

    /// Notes that it is dropped on purpose.
    pub(crate) fn dropped(mut self) {
        self.how = "dropped".into();
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        let line = format!("{} {}", self.name, self.how);
        self.notes.event(&line, Gauge::down);
    }
}

/// A mail in progress, until it is dropped.
pub(crate) struct Mailing<'a>(&'a Notes);

impl Drop for Mailing<'_> {
    fn drop(&mut self) {
        self.0.log().mails.down();
    }
}
