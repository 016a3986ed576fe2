//! The lines of the probe. What they mean is said there.

use serde::Deserialize;

/// A number of the probe: of a span.
pub(crate) type Id = u32;

/// A number of the probe: of a thread.
pub(crate) type Th = u32;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Line {
    #[serde(rename = "t")]
    pub(crate) at: u64,
    #[serde(flatten)]
    pub(crate) what: What,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "k", rename_all = "lowercase")]
pub(crate) enum What {
    Task(Made),
    In {
        th: Th,
        id: Id,
    },
    Out {
        th: Th,
        id: Id,
        cpu: Option<u64>,
        panic: Option<u8>,
    },
    Gone {
        th: Th,
        id: Id,
        #[serde(default)]
        pc: Vec<u64>,
    },
    Op(Op),
    Rdy {
        id: Id,
    },
    Drop {
        id: Id,
    },
    Leaf {
        task: Id,
        pc: Vec<u64>,
    },
    Wake {
        th: Th,
        task: Id,
        by: Option<Id>,
    },
    Print {
        th: Th,
        task: Option<Id>,
        fd: u32,
        text: String,
    },
    Hold {
        th: Th,
        task: Option<Id>,
        us: Option<u64>,
    },
    Free {
        th: Th,
    },
    Park {
        th: Th,
        id: Option<Id>,
        cpu: Option<u64>,
        #[serde(default)]
        pc: Vec<u64>,
    },
    Unpark {
        th: Th,
    },
    Cut,
    Exit,
}

/// Something that runs is made.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Made {
    pub(crate) th: Th,
    pub(crate) id: Id,
    pub(crate) by: Option<Id>,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) line: u32,
    #[serde(default)]
    pub(crate) col: u32,
    #[serde(default)]
    pub(crate) pc: Vec<u64>,
}

/// Something to wait for is not ready.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Op {
    pub(crate) id: Id,
    pub(crate) task: Option<Id>,
    pub(crate) src: String,
    #[serde(default)]
    pub(crate) ty: String,
    #[serde(default)]
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) line: u32,
    #[serde(default)]
    pub(crate) col: u32,
    pub(crate) late: Option<u64>,
    pub(crate) ms: Option<u64>,
    #[serde(default)]
    pub(crate) pc: Vec<u64>,
}

/// Reads the lines, in the order of time.
///
/// The end of the file is zeros, and so is room that a killed thread had asked
/// for. What was cut off in the middle is no line.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let lines = text.split('\n').map(|line| line.trim_matches('\0'));
    let mut lines: Vec<Line> = lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    // Stable: what caused another thing was written before it.
    lines.sort_by_key(|line| line.at);
    lines
}
