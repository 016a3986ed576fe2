//! Gives programs the servers to practise on, and knows what is not installed.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use listing::{Language, Listing, Need, needs};
use loopback::Servers;

use crate::Python;

/// Starts servers of its own for a program that talks to one; none for others.
/// They run until they are dropped.
pub(crate) fn servers_for(source: &str) -> Result<Option<Servers>> {
    if !needs::practises(source) {
        return Ok(None);
    }
    let servers = Servers::start();
    let servers = servers.context("cannot start the servers that programs practise on")?;
    Ok(Some(servers))
}

/// The same, and tells the command where they are.
pub(crate) fn serve(source: &str, command: &mut Command) -> Result<Option<Servers>> {
    let servers = servers_for(source)?;
    tell(servers.as_ref(), command);
    Ok(servers)
}

/// Tells the command where its servers are.
pub(crate) fn tell(servers: Option<&Servers>, command: &mut Command) {
    let variables = servers.into_iter().flat_map(Servers::variables);
    for (name, value) in variables {
        command.env(name, value);
    }
}

/// What the program needs and this machine does not have, such as
/// `aiohttp, redis`; none if it can run.
pub fn missing(python: &Python, listing: &Listing, language: Language) -> Option<String> {
    let needs = listing.needs(language);
    let missing = needs.iter().filter(|need| match need {
        Need::Module(name) => !python.has(name),
        Need::Server(_) => need
            .variable()
            .is_some_and(|it| std::env::var_os(it).is_none()),
    });
    let names: Vec<&str> = missing.map(Need::name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

impl Python {
    /// Whether it can import the module.
    fn has(&self, module: &str) -> bool {
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
    }

    #[test]
    fn a_module_is_there_or_not() {
        let python = Python::find().expect("is installed");
        assert!(python.has("asyncio"));
        assert!(!python.has("no_such_module"));
    }
}
