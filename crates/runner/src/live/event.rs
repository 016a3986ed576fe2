//! What a live run tells, in the words of the messages to the page.

use serde::{Deserialize, Serialize};

use crate::kit::Progress;

/// One message of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Event {
    /// So many runs end before this one begins.
    Queued {
        /// How many.
        ahead: usize,
    },
    /// The libraries are still being built.
    Preparing(#[serde(with = "Preparation")] Progress),
    /// The compiler runs.
    Compiling,
    /// What the compiler says, with colors for a terminal.
    Diagnostics {
        /// As it writes it.
        text: String,
    },
    /// The program runs.
    Started,
    /// The program wrote this to stdout.
    Out {
        /// Whole characters.
        text: String,
    },
    /// The program wrote this to stderr.
    Err {
        /// Whole characters.
        text: String,
    },
    /// It wrote more than is shown.
    Hidden {
        /// So much more.
        bytes: u64,
    },
    /// The last message.
    Ended {
        /// How it ended.
        #[serde(flatten)]
        how: How,
        /// How long the program itself ran, if it did.
        #[serde(skip_serializing_if = "Option::is_none")]
        millis: Option<u64>,
    },
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "lowercase")]
pub enum How {
    /// With exit status 0.
    Finished,
    /// With another exit status.
    Failed {
        /// Which.
        code: i32,
    },
    /// By a signal of its own doing.
    Signal {
        /// Such as `SIGSEGV`.
        signal: String,
    },
    /// The compiler refused it.
    Refused,
    /// It took too long, or the compiler did.
    Time {
        /// Seconds.
        limit: u64,
    },
    /// It used too much memory.
    Memory {
        /// Mebibytes.
        limit: u64,
    },
    /// It wrote too much.
    Output {
        /// Mebibytes.
        limit: u64,
    },
    /// It made a file that is too large.
    File {
        /// Mebibytes.
        limit: u64,
    },
    /// It started too many processes.
    Processes {
        /// How many there may be.
        limit: usize,
    },
    /// Somebody stopped it.
    Stopped,
    /// Our fault, or that of this machine.
    Broken {
        /// What, and what to do next.
        text: String,
    },
}

/// Whether Rust programs can be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum KitState {
    /// Not yet.
    Building(#[serde(with = "Preparation")] Progress),
    /// They can.
    Ready {
        /// Such as `rustc 1.95.0, tokio 1.54.1`.
        version: String,
    },
    /// They cannot.
    Failed {
        /// What went wrong.
        text: String,
    },
}

/// Progress as the page reads it.
#[derive(Serialize)]
#[serde(remote = "Progress")]
struct Preparation {
    done: usize,
    total: usize,
    what: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(event: &Event, expected: &str) {
        assert_eq!(serde_json::to_string(event).unwrap(), expected);
    }

    #[test]
    fn messages_are_as_the_page_reads_them() {
        check(&Event::Queued { ahead: 2 }, r#"{"is":"queued","ahead":2}"#);
        check(
            &Event::Preparing(Progress {
                done: 12,
                total: 71,
                what: "tokio".into(),
            }),
            r#"{"is":"preparing","done":12,"total":71,"what":"tokio"}"#,
        );
        check(
            &Event::Ended {
                how: How::Failed { code: 101 },
                millis: Some(312),
            },
            r#"{"is":"ended","how":"failed","code":101,"millis":312}"#,
        );
        check(
            &Event::Ended {
                how: How::Refused,
                millis: None,
            },
            r#"{"is":"ended","how":"refused"}"#,
        );
    }
}
