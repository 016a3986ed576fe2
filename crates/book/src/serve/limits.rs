//! What programs on the pages may use, from the command line.

use std::time::Duration;

use runner::Limits;

/// Above these a number would be no limit any more.
const SECONDS_MAX: u64 = 3600;
const MIB_MAX: u64 = 1 << 20;
const RUNS_MAX: u64 = 64;

/// A recording of Python is a file of so many MiB, under the same limit.
const FILE_MIB_MIN: u64 = 16;

/// What a program that is run on a page may use.
#[derive(clap::Args)]
#[command(next_help_heading = "Limits of a program that runs on a page")]
pub(super) struct Chosen {
    /// Seconds until it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().wall.as_secs(),
          value_parser = clap::value_parser!(u64).range(1..=SECONDS_MAX))]
    limit_seconds: u64,
    /// MiB of memory
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().memory >> 20,
          value_parser = clap::value_parser!(u64).range(1..=MIB_MAX))]
    limit_memory: u64,
    /// KiB of output that are shown
    #[arg(long, value_name = "KIB", default_value_t = Limits::default().shown >> 10,
          value_parser = clap::value_parser!(u64).range(1..=MIB_MAX))]
    limit_output: u64,
    /// MiB in a file that it writes; a recording of Python has 16
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().file >> 20,
          value_parser = clap::value_parser!(u64).range(FILE_MIB_MIN..=MIB_MAX))]
    limit_file: u64,
    /// Programs that run at the same time; others wait
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().at_once as u64,
          value_parser = clap::value_parser!(u64).range(1..=RUNS_MAX))]
    runs_at_once: u64,
}

impl Chosen {
    /// The rest is not for a reader to choose.
    pub(super) fn limits(&self) -> Limits {
        let shown = self.limit_output << 10;
        let default = Limits::default();
        Limits {
            wall: Duration::from_secs(self.limit_seconds),
            memory: self.limit_memory << 20,
            shown,
            // Who may see more may write more.
            output: default.output.max(shown),
            file: self.limit_file << 20,
            at_once: self.runs_at_once as usize,
            ..default
        }
    }
}
