//! What was measured, as it is kept.

use anyhow::{Context, Result};
use listing::Listings;
use serde::{Deserialize, Serialize};
use trace::fingerprint;

use crate::plan::{self, Program, Size, TABLES};
use crate::programs::source;

/// Everything of one run of the command.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Data {
    /// Where and when.
    pub machine: Machine,
    /// One for each program.
    pub runs: Vec<Run>,
}

/// Where and when it was measured, and with what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Machine {
    /// Such as `2026-11-21`, in UTC.
    pub date: String,
    /// The model of the processor.
    pub processor: String,
    /// How many of its cores a program may use.
    pub cores: usize,
    /// The name and release of the kernel.
    pub system: String,
    /// Names and versions, in the order in which they are shown.
    pub versions: Vec<(String, String)>,
    /// The packages of Python that were left out.
    pub without: Vec<String>,
}

/// A program, and what each of its runs took, in their order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// The listing.
    pub program: String,
    /// What ran it: `rust`, `python`, `uvloop`.
    pub way: String,
    /// The changed constant and its value: `TASKS = 100_000`; empty if none.
    pub size: String,
    /// The listing as it was, by its [`fingerprint`].
    pub source: String,
    /// From start to end.
    pub seconds: Vec<f64>,
    /// Of all processors together.
    pub cpu_seconds: Vec<f64>,
    /// The most memory that was resident at once.
    pub peak_bytes: Vec<u64>,
}

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// From start to end.
    pub seconds: f64,
    /// Of all processors together.
    pub cpu_seconds: f64,
    /// The most memory that was resident at once.
    pub peak_bytes: u64,
}

impl Run {
    /// The runs of a program whose listing has this text.
    pub(crate) fn new(program: &Program, source: &str, samples: &[Sample]) -> Run {
        let samples = samples.iter();
        Run {
            program: program.listing.into(),
            way: program.way.name().into(),
            size: size_text(program.size),
            source: fingerprint(source),
            seconds: samples.clone().map(|it| rounded(it.seconds)).collect(),
            cpu_seconds: samples.clone().map(|it| rounded(it.cpu_seconds)).collect(),
            peak_bytes: samples.map(|it| it.peak_bytes).collect(),
        }
    }

    fn is_of(&self, program: &Program) -> bool {
        self.program == program.listing
            && self.way == program.way.name()
            && self.size == size_text(program.size)
    }
}

impl Data {
    /// Reads what [`Data::text`] wrote.
    pub(crate) fn read(text: &str) -> Result<Data> {
        serde_json::from_str(text).context("the data cannot be understood\n  cargo book measure")
    }

    /// As it is kept: JSON with a line for each program, for those who read a
    /// diff.
    pub(crate) fn text(&self) -> String {
        let machine = serde_json::to_string(&self.machine).expect("has text keys only");
        let runs = self.runs.iter();
        let runs = runs.map(|run| serde_json::to_string(run).expect("has text keys only"));
        let runs = runs.collect::<Vec<_>>().join(",\n");
        format!("{{\"machine\":{machine},\n\"runs\":[\n{runs}\n]}}\n")
    }

    /// What is known of the program; nothing if it was left out.
    pub(crate) fn of(&self, program: &Program) -> Option<&Run> {
        self.runs.iter().find(|run| run.is_of(program))
    }
}

/// Such as `TASKS = 100_000`; empty if there is none.
pub(crate) fn size_text(size: Option<Size>) -> String {
    size.map_or_else(String::new, |(name, value)| format!("{name} = {value}"))
}

/// In tenths of a millisecond: runs differ by more.
fn rounded(seconds: f64) -> f64 {
    (seconds * 10_000.0).round() / 10_000.0
}

/// The programs that are not what was measured, and those that were not.
pub(crate) fn outdated(data: &Data, listings: &Listings) -> Vec<String> {
    let programs = plan::programs(&data.machine.without, listings);
    let mut problems = Vec::new();
    for program in &programs {
        let now = source(program, listings).map(|text| fingerprint(&text));
        match (now, data.of(program)) {
            (Err(error), _) => problems.push(format!("{error:#}")),
            (Ok(_), None) => {
                problems.push(format!("{program} was not measured\n  cargo book measure"))
            }
            (Ok(now), Some(run)) if now != run.source => {
                problems.push(format!(
                    "{program} was changed since it was measured\n  cargo book measure"
                ));
            }
            _ => {}
        }
    }
    let planned = |run: &&Run| !programs.iter().any(|program| run.is_of(program));
    let extra = data.runs.iter().filter(planned);
    problems.extend(extra.map(|run| {
        format!(
            "{} ({}) is in the data and in none of {} tables",
            run.program,
            run.way,
            TABLES.len()
        )
    }));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Way;

    #[test]
    fn what_is_kept_can_be_read() {
        let size = Some(("TASKS", "100_000"));
        let program = Program {
            listing: "x",
            way: Way::Rust,
            size,
        };
        let sample = Sample {
            seconds: 0.123_456,
            cpu_seconds: 0.0,
            peak_bytes: 2048,
        };
        let machine = Machine {
            date: "2026-11-21".into(),
            processor: "a processor".into(),
            cores: 2,
            system: "Linux 6".into(),
            versions: vec![("Rust".into(), "1.95.0".into())],
            without: Vec::new(),
        };
        let run = Run::new(&program, "fn main() {}", &[sample, sample]);
        let data = Data {
            machine,
            runs: vec![run.clone(), run],
        };
        let text = data.text();
        assert_eq!(text.lines().count(), 5, "{text}");
        let read = Data::read(&text).unwrap();
        let run = read.of(&program).expect("is there");
        assert_eq!(run.seconds, [0.1235, 0.1235]);
        assert_eq!(run.size, "TASKS = 100_000");
        let other = Program {
            size: None,
            ..program
        };
        assert!(read.of(&other).is_none());
    }
}
