//! Gives programs the servers to practise on, and knows what is not installed.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use listing::{Language, Listing, Need, needs};
use loopback::{Redis, Servers};

use crate::Python;

/// The servers of one run, which end when this is dropped.
#[derive(Debug)]
pub struct Started {
    servers: Option<Servers>,
    redis: Option<Redis>,
}

impl Started {
    /// Tells the command where its servers are.
    pub(crate) fn tell(&self, command: &mut Command) {
        let servers = self.servers.iter().flat_map(Servers::variables);
        let redis = self.redis.iter().flat_map(Redis::variables);
        for (name, value) in servers.chain(redis) {
            command.env(name, value);
        }
    }
}

/// Starts servers of its own for a program that talks to one; none for others,
/// and no Redis where none is installed.
pub(crate) fn servers_for(source: &str) -> Result<Started> {
    let practises = needs::reads(source, &needs::SERVERS);
    let servers = practises.then(Servers::start).transpose();
    let queues = needs::reads(source, &[needs::REDIS]) && Redis::is_installed();
    let redis = queues.then(Redis::start).transpose();
    Ok(Started {
        servers: servers.context("cannot start the servers that programs practise on")?,
        redis: redis.context("cannot start a Redis for the program")?,
    })
}

/// The same, and tells the command where they are.
///
/// # Errors
///
/// If one of them does not start.
pub fn serve(source: &str, command: &mut Command) -> Result<Started> {
    let started = servers_for(source)?;
    started.tell(command);
    Ok(started)
}

/// What the program needs and this machine does not have, such as
/// `aiohttp, redis`; none if it can run.
pub fn missing(python: &Python, listing: &Listing, language: Language) -> Option<String> {
    let needs = listing.needs(language);
    let missing = needs.iter().filter(|need| match need {
        Need::Module(name) => !python.has(name),
        Need::Server(_) => !Redis::is_installed(),
    });
    let names: Vec<&str> = missing.map(Need::name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

impl Python {
    /// Whether it can import the module.
    pub fn has(&self, module: &str) -> bool {
        /// By interpreter and module: each question starts a process.
        static KNOWN: Mutex<BTreeMap<(String, String), bool>> = Mutex::new(BTreeMap::new());
        let key = (format!("{self:?}"), module.to_string());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(key).or_insert_with(|| self.finds(module))
    }

    fn finds(&self, module: &str) -> bool {
        let script = "import importlib.util as u, sys; sys.exit(u.find_spec(sys.argv[1]) is None)";
        let mut command = self.command("-c".as_ref());
        command.args([script, module]).stdin(Stdio::null());
        command.output().is_ok_and(|it| it.status.success())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_the_variables_of_the_servers() {
        let servers = Servers::start().expect("starts");
        let names: Vec<&str> = servers.variables().iter().map(|it| it.0).collect();
        assert_eq!(names, needs::SERVERS);
        assert_eq!(loopback::REDIS_VARIABLE, needs::REDIS);
    }

    #[test]
    fn a_module_is_there_or_not() {
        let python = Python::find().expect("is installed");
        assert!(python.has("asyncio"));
        assert!(!python.has("no_such_module"));
    }
}
