//! Runs one program by the small one that says what it took.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use runner::serve;

use crate::Sample;
use crate::programs::Ready;

/// Runs it to its end, with servers of its own if it talks to one. What it
/// prints goes nowhere.
///
/// # Errors
///
/// If it cannot be started, or does not end well.
pub(crate) fn sample(child: &Path, ready: &Ready) -> Result<Sample> {
    let mut command = Command::new(child);
    command.args(&ready.command);
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let _servers = serve(&ready.source, &mut command)?;
    let output = command.output();
    let output = output.with_context(|| format!("cannot run `{}`", child.display()))?;
    ensure!(output.status.success(), "{} did not end well", ready.name);
    let said = String::from_utf8_lossy(&output.stdout);
    read(&said).with_context(|| format!("{}: `{}` is no measure", ready.name, said.trim()))
}

fn read(said: &str) -> Option<Sample> {
    let mut words = said.split_whitespace();
    Some(Sample {
        seconds: words.next()?.parse().ok()?,
        cpu_seconds: words.next()?.parse().ok()?,
        peak_bytes: words.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_three_numbers() {
        let sample = read("1.5 0.25 4096\n").unwrap();
        assert_eq!(sample.peak_bytes, 4096);
        assert!(sample.seconds > sample.cpu_seconds);
        for wrong in ["", "1.5 0.25", "a b c"] {
            assert!(read(wrong).is_none(), "{wrong:?}");
        }
    }
}
