//! Records the Rust programs of `tests/programs` and looks at what they did.
//!
//! `x.rs` is in the manner of tokio's documentation; `x.rs.lanes` is the shape
//! of its recording. `SNAPSHOTS=overwrite cargo test -p recorder --test rust`
//! writes the lanes.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::thread;

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};
use support::{RECORDER, record_file};
use trace::{Event, Model, shape};

/// How often a program may run again: a busy machine can take the processor at
/// any moment, and then something lasts that is over at once otherwise.
const RERUNS: usize = 2;

/// Programs that are recorded at the same time. Most of their time they wait.
const AT_ONCE: usize = 4;

#[test]
fn every_program_has_its_lanes() {
    LazyLock::force(&RECORDER); // Built once, before the threads ask.
    let (left, wrong) = (Mutex::new(programs()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(program) = left.lock().unwrap().pop() else {
                        return;
                    };
                    if let Some(difference) = difference(&program) {
                        wrong.lock().unwrap().push(difference);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn programs() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let programs: Vec<_> = files
        .filter(|it| it.extension().is_some_and(|it| it == "rs"))
        .collect();
    assert!(programs.len() >= 10, "there are {}", programs.len());
    programs
}

/// Where the lanes of a program are not what its file says.
fn difference(program: &Path) -> Option<String> {
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let name = program.display().to_string();
    for rerun in 0.. {
        let recording = record_file(program);
        assert_eq!(recording.ending, None, "{name}");
        let shape = shape(&Model::new(&recording.trace)).to_string();
        let expected = Data::read_from(&program.with_extension("rs.lanes"), None);
        match assert.try_eq(Some(&name), shape.into(), expected) {
            Ok(()) => return None,
            Err(error) if rerun == RERUNS => return Some(error.to_string()),
            Err(_) => eprintln!("{name}: rerun {} of {RERUNS}", rerun + 1),
        }
    }
    None
}

#[test]
fn waits_last_as_long_as_they_are_asked_to() {
    let recording = support::record(
        "times.rs",
        "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let nap = std::time::Duration::from_millis(250);
            tokio::time::sleep(nap).await;
            std::thread::sleep(nap);
        }",
    );
    let model = Model::new(&recording.trace);
    let wait = &model.tasks[0].waits[0];
    let hold = model.tasks[0]
        .steps
        .iter()
        .find_map(|step| step.holds.first());
    let hold = hold.expect("the thread sleeps");
    for (from, to, asked) in [
        (wait.from, wait.to, wait.for_us),
        (hold.from, hold.to, hold.for_us),
    ] {
        assert_eq!(asked, Some(250_000));
        // Never shorter; longer as the machine likes.
        assert!(
            (249_000..2_000_000).contains(&(to - from)),
            "{from} to {to}"
        );
    }
}

/// A task on another thread may end in any moment of the poll of its handle.
#[test]
fn tasks_that_end_while_they_are_awaited_make_a_recording() {
    let recording = support::record(
        "trips.rs",
        "#[tokio::main(worker_threads = 2)]
        async fn main() {
            for number in 0..5_000 {
                assert_eq!(tokio::spawn(async move { number }).await.unwrap(), number);
            }
        }",
    );
    // A wait for a task of later would not be a recording.
    assert_eq!(recording.ending, None);
}

#[test]
fn two_threads_that_compute_are_both_busy() {
    let recording = support::record(
        "busy.rs",
        "#[tokio::main]
        async fn main() {
            let busy = || {
                (0..10_000_000u64).fold(0, |sum, it| std::hint::black_box(sum ^ it));
            };
            let pool = tokio::task::spawn_blocking(busy);
            let own = std::thread::spawn(busy);
            pool.await.unwrap();
            own.join().unwrap();
        }",
    );
    let cpu: Vec<u64> = recording
        .trace
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Leave { cpu, .. } => *cpu,
            _ => None,
        })
        .collect();
    let busy = cpu.iter().filter(|it| **it > 10_000).count();
    assert_eq!(busy, 2, "{cpu:?}");
}
