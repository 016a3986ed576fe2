//! The servers that the programs of a chapter talk to.

use std::any::Any;
use std::io;
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, Result};
use listing::needs::{REDIS, SERVERS};

/// Starts servers for one program.
pub type Start = fn() -> io::Result<Started>;

/// Servers that run until this is dropped.
pub struct Started {
    variables: Vec<(&'static str, String)>,
    _servers: Box<dyn Any>,
}

impl Started {
    /// The servers, and the environment variables that say where they are.
    pub fn new(variables: Vec<(&'static str, String)>, servers: impl Any) -> Started {
        Started {
            variables,
            _servers: Box::new(servers),
        }
    }
}

/// Whether the environment names none: who runs us has started none, and the
/// reader wants no others.
pub(crate) fn are_missing() -> bool {
    let mut names = SERVERS.iter().chain([&REDIS]);
    names.all(|name| std::env::var_os(name).is_none())
}

/// Runs the command to its end, beside servers of its own if `start` makes any;
/// none if what it starts is not installed.
pub(crate) fn status(command: &mut Command, start: Option<Start>) -> Result<Option<ExitStatus>> {
    let started = match start.map(|start| start()).transpose() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        started => started.context("cannot start the servers that programs practise on")?,
    };
    for (name, value) in started.iter().flat_map(|it| &it.variables) {
        command.env(name, value);
    }
    Ok(Some(command.status()?))
}

/// Runs a listing of this binary beside servers; its exit status is ours. None
/// if what it starts is not installed.
pub(crate) fn run_with(name: &str, start: Start) -> Result<Option<ExitCode>> {
    let mut command = Command::new(std::env::current_exe()?);
    let Some(status) = status(command.arg(name), Some(start))? else {
        return Ok(None);
    };
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(Some(code.map_or(ExitCode::FAILURE, ExitCode::from)))
}
