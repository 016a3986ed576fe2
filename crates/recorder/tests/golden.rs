//! What the pinned tokio says of one small program.
//!
//! The recorder is made for just these lines. If a new tokio says something
//! else, look at what is different, mend `src/rust`, and write the lines anew:
//! `SNAPSHOTS=overwrite cargo test -p recorder --test golden`.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};

use runner::ROOM;
use serde_json::{Map, Value};
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};
use support::RECORDER;

/// What differs from run to run, or from one Rust to another.
const CHANGING: [&str; 6] = ["t", "th", "pc", "cpu", "ms", "late"];

/// How often the program may run again.
const RERUNS: usize = 2;

/// Whose values are numbers of spans, counted in the order of their making.
const SPANS: [&str; 3] = ["id", "by", "task"];

#[test]
fn tokio_says_what_the_recorder_understands() {
    let folder = support::root().join("crates/recorder/tests/golden");
    let job = tempfile::tempdir().unwrap();
    let path = job.path().canonicalize().unwrap();
    fs::copy(folder.join("golden.rs"), path.join("golden.rs")).unwrap();
    let program = RECORDER
        .kit()
        .unwrap()
        .compile(&path, "golden.rs", &[])
        .unwrap();
    let lines = path.join("lines");
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    // A machine that stands still for 100 ms makes a tick come at once.
    for rerun in 0..=RERUNS {
        File::create(&lines).unwrap().set_len(ROOM).unwrap();
        let output = RECORDER
            .kit()
            .unwrap()
            .command(&program, &lines)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = fs::read_to_string(&lines).unwrap();
        let expected = Data::read_from(&folder.join("golden.jsonl"), None).raw();
        match assert.try_eq(Some(&"golden.jsonl"), normal(&text).into(), expected) {
            Ok(()) => return,
            Err(error) if rerun == RERUNS => panic!("{error}"),
            Err(_) => eprintln!("rerun {} of {RERUNS}", rerun + 1),
        }
    }
}

/// What the first thread says, without what no two runs have in common. The
/// other threads say it at any time in between.
fn normal(text: &str) -> String {
    let mut spans = BTreeMap::new();
    let mut normal = String::new();
    for line in text.trim_end_matches('\0').lines() {
        let mut line: Map<String, Value> = serde_json::from_str(line).unwrap();
        let kind = line["k"].as_str().unwrap_or_default();
        // What is printed and how threads wait is not tokio's.
        let is_other = matches!(kind, "park" | "unpark" | "print" | "exit");
        if is_other || line.get("th").is_some_and(|th| th != 1) {
            continue;
        }
        for name in CHANGING {
            line.remove(name);
        }
        for name in SPANS {
            if let Some(number) = line.get_mut(name) {
                let next = spans.len() + 1;
                *number = (*spans.entry(number.to_string()).or_insert(next)).into();
            }
        }
        let is_ours = line.get("file").is_none_or(|file| file == "golden.rs");
        if !is_ours {
            // The place of a runtime's own tasks is a path of this machine.
            line.retain(|name, _| !matches!(name.as_str(), "file" | "line" | "col"));
        }
        normal += &Value::Object(line).to_string();
        normal.push('\n');
    }
    normal
}
