//! What a live run may use before it is ended.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Bytes in the unit in which limits are told.
const MIB: u64 = 1 << 20;

/// What one run may use. Each limit that is met ends the run with a message
/// that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// How long a program may run. A listing takes a second; whoever waits for
    /// an endless loop wants to see it end.
    pub wall: Duration,
    /// How long the compiler may take. A listing takes a fifth of a second; what
    /// needs all of the larger crates takes several.
    pub compile: Duration,
    /// Bytes of memory, for each process and for all of them together. Less,
    /// and a program with 500 threads would not start: each asks for a stack.
    pub memory: u64,
    /// Bytes of output that are shown. More than anybody reads.
    pub shown: u64,
    /// Bytes that may be written in all. Who prints in an endless loop is
    /// ended long before the time limit; who prints a large table is not.
    pub output: u64,
    /// Bytes in one file. A picture fits in, a full disk does not. Python's
    /// recording is a file of 16 MiB: with less, it ends when that is full, and
    /// so does the program.
    pub file: u64,
    /// Processes. Python's pools start one for each processor.
    pub processes: usize,
    /// Programs that run at the same time. More would disturb each other's
    /// timelines.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            wall: Duration::from_secs(10),
            compile: Duration::from_secs(20),
            memory: 2048 * MIB,
            shown: 64 << 10,
            output: 16 * MIB,
            file: 32 * MIB,
            processes: 64,
            at_once: 3,
        }
    }
}

/// Bytes as the whole mebibytes in which a limit is told.
pub(super) fn mib(bytes: u64) -> u64 {
    bytes / MIB
}
