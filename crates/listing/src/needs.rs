//! What a program needs beside a compiler or an interpreter.
//!
//! Servers to practise on are started by whoever runs the program, and need no
//! word: a program that reads one of [`SERVERS`] gets them, and one that reads
//! [`REDIS`] gets a Redis if that is installed. What has to be installed stands
//! in the `.needs` of the listing:
//!
//! ```text
//! python: aiohttp
//! server: redis
//! ```

use crate::{Kind, Language, Listing, Problem};

/// The environment variables in which a program finds the servers to practise
/// on, or real ones.
pub const SERVERS: [&str; 4] = ["HTTP_SERVER", "HTTPS_SERVER", "CA_FILE", "SMTP_SERVER"];

/// The same for a Redis.
pub const REDIS: &str = "REDIS_SERVER";

/// Whether the program talks to a server to practise on.
pub fn practises(source: &str) -> bool {
    reads(source, &SERVERS) || reads(source, &[REDIS])
}

/// Whether the program reads one of the variables.
pub fn reads(source: &str, variables: &[&str]) -> bool {
    variables.iter().any(|name| source.contains(name))
}

/// Something that must be installed for a program to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A package that the Python program imports, by the name of its module.
    Module(String),
    /// A server that both programs talk to: `redis`.
    Server(String),
}

impl Need {
    /// Such as `aiohttp`.
    pub fn name(&self) -> &str {
        match self {
            Need::Module(name) | Need::Server(name) => name,
        }
    }

    fn concerns(&self, language: Language) -> bool {
        matches!(self, Need::Server(_)) || language == Language::Python
    }
}

impl Listing {
    /// What has to be installed for the program in that language; a line that
    /// cannot be understood is left out.
    pub fn needs(&self, language: Language) -> Vec<Need> {
        let lines = self.file(Kind::Needs).unwrap_or_default().lines();
        let needs = lines.filter_map(need);
        needs.filter(|it| it.concerns(language)).collect()
    }
}

/// The lines of the listing's `.needs` that cannot be understood.
pub fn misunderstood(listing: &Listing) -> Vec<Problem> {
    let lines = listing.file(Kind::Needs).unwrap_or_default().lines();
    let wrong = lines.zip(1..).filter(|(line, _)| need(line).is_none());
    let problem = |(line, number): (&str, usize)| {
        Problem::new(
            format!("{}:{number}", listing.place(Kind::Needs)),
            format!("`{line}` names nothing that can be installed"),
            "write `python: module` or `server: redis`, one a line",
        )
    };
    wrong.map(problem).collect()
}

fn need(line: &str) -> Option<Need> {
    let (kind, name) = line.split_once(": ")?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    match kind {
        "python" => Some(Need::Module(name.into())),
        // The only one that is started for programs.
        "server" if name == "redis" => Some(Need::Server(name.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_kind_and_a_name() {
        for (line, expected) in [
            ("python: aiohttp", Some(Need::Module("aiohttp".into()))),
            ("server: redis", Some(Need::Server("redis".into()))),
            ("python: two words", None),
            ("python:aiohttp", None),
            ("crate: redis", None),
            ("server: postgres", None),
            ("server: ", None),
            ("", None),
        ] {
            assert_eq!(need(line), expected, "{line:?}");
        }
    }

    #[test]
    fn only_python_needs_modules() {
        let [redis, module] = ["server: redis", "python: redis"].map(|it| need(it).unwrap());
        let concerned = |need: &Need| Language::ALL.map(|it| need.concerns(it));
        assert_eq!(concerned(&redis), [true, true]);
        assert_eq!(concerned(&module), [true, false]);
    }
}
