//! Nothing is lost, however a program ends.

mod support;

use std::fs::{self, File};
use std::process::Command;
use std::time::Duration;

use listing::Language;
use runner::{ROOM, Recording};
use support::{RECORDER, record};
use trace::{Event, Fate, How, Model, TaskKind};

/// A program whose `main` spawns a task that does this, after a first line.
fn with_task(flavor: &str, does: &str) -> String {
    format!(
        "#[tokio::main(flavor = \"{flavor}\")]
        async fn main() {{
            println!(\"first\");
            let task = tokio::spawn(act());
            let _ = task.await;
            println!(\"last\");
        }}
        async fn act() {{
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            println!(\"acts\");
            {does}
        }}"
    )
}

/// The printed lines, the fates of `main` and the task, and whether the program
/// ended by itself.
fn told(recording: &Recording) -> (Vec<String>, Vec<Fate>, bool) {
    let model = Model::new(&recording.trace);
    let stdout = model
        .outputs
        .iter()
        .filter(|it| it.to == trace::Stream::Stdout);
    (
        stdout.map(|it| it.line.clone()).collect(),
        model.tasks.iter().map(|it| it.fate).collect(),
        model.exited,
    )
}

const FINISHED: Fate = Fate::Ended(How::Finished);
const FAILED: Fate = Fate::Ended(How::Failed);

#[test]
fn a_recording_goes_to_the_very_end() {
    let mut wrong = Vec::new();
    for flavor in ["current_thread", "multi_thread"] {
        for (does, last, fates, exited) in [
            ("", "last", [FINISHED, FINISHED], true),
            ("panic!(\"on purpose\")", "last", [FINISHED, FAILED], true),
            ("std::process::exit(3)", "acts", [Fate::Abandoned; 2], true),
            ("std::process::abort()", "acts", [Fate::Abandoned; 2], false),
        ] {
            let recording = record("ends.rs", &with_task(flavor, does));
            let (lines, found, found_exit) = told(&recording);
            if lines.last().map(String::as_str) != Some(last)
                || found != fates
                || found_exit != exited
            {
                wrong.push(format!(
                    "{flavor}, {does}: {lines:?} {found:?} {found_exit}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_panic_in_main_is_its_end() {
    let source = with_task("current_thread", "").replace("println!(\"last\")", "panic!(\"no\")");
    let recording = record("main_panics.rs", &source);
    let ending = recording.ending.as_deref();
    assert_eq!(ending, Some("ended with exit status 101"));
    assert_eq!(told(&recording).1, [FAILED, FINISHED]);
}

#[test]
fn an_endless_loop_is_recorded_until_it_is_killed() {
    let source = with_task("current_thread", "loop { std::hint::black_box(()); }");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("endless.rs");
    fs::write(&path, source).unwrap();
    // Short, and long enough for a busy machine to come to the loop.
    let recorder = runner::Recorder::new(&support::root(), runner::Cargo::Seen)
        .unwrap()
        .with_limit(Duration::from_secs(4));
    let recording = recorder.record(&path, Language::Rust).unwrap();
    let ending = recording.ending.as_deref();
    assert_eq!(ending, Some("was still running after 4 s and was killed"));
    let (lines, fates, exited) = told(&recording);
    assert_eq!(lines, ["first", "acts"]);
    assert_eq!(fates, [Fate::Abandoned; 2]);
    assert!(!exited);
}

#[test]
fn threads_are_lanes_and_those_of_a_runtime_are_not() {
    let source = "use std::thread;
        #[tokio::main]
        async fn main() {
            let own = thread::spawn(|| print(\"own\"));
            tokio::task::spawn_blocking(|| print(\"pool\")).await.unwrap();
            own.join().unwrap();
        }
        fn print(word: &str) {
            println!(\"{word}\");
        }";
    let recording = record("threads.rs", source);
    let model = Model::new(&recording.trace);
    let mut tasks: Vec<_> = model.tasks.iter().map(|it| (it.kind, &*it.name)).collect();
    tasks.sort();
    let expected = [
        (TaskKind::Main, "main"),
        (TaskKind::Blocking, "print(\"pool\")"),
        (TaskKind::Thread, "print(\"own\")"),
    ];
    assert_eq!(tasks, expected);
}

#[test]
fn a_program_without_tokio_is_recorded() {
    let source = "fn main() {
            let sum: u64 = rayon::join(|| 1, || 2).0 + 1;
            println!(\"{sum}\");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }";
    let recording = record("no_tokio.rs", source);
    let holds = |event: &&Event| matches!(event, Event::Hold { task: Some(1), .. });
    assert_eq!(recording.trace.events.iter().filter(holds).count(), 1);
    assert_eq!(told(&recording).0, ["2"]);
}

#[test]
fn a_full_recording_is_cut_and_still_has_the_end() {
    let source = "#[tokio::main(flavor = \"current_thread\")]
        async fn main() {
            let all: Vec<_> = (0..500).map(|_| tokio::spawn(turns())).collect();
            for one in all {
                one.await.unwrap();
            }
            println!(\"last\");
        }
        async fn turns() {
            for _ in 0..200 {
                tokio::task::yield_now().await;
            }
        }";
    let recording = record("full.rs", source);
    let model = Model::new(&recording.trace);
    assert!(model.cut.is_some());
    assert_eq!(model.tasks.len(), 501);
    let ended = |task: &&trace::Task| task.fate == FINISHED;
    assert_eq!(model.tasks.iter().filter(ended).count(), 501);
    assert_eq!(told(&recording).0, ["last"]);
}

#[test]
fn without_the_variable_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap();
    fs::write(path.join("plain.rs"), with_task("multi_thread", "")).unwrap();
    let program = RECORDER
        .kit()
        .unwrap()
        .compile(&path, "plain.rs", &[])
        .unwrap();
    let lines = path.join("lines");
    File::create(&lines).unwrap().set_len(ROOM).unwrap();
    let before: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();

    let plain = Command::new(&program).current_dir(&path).output().unwrap();
    let after: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert_eq!(before, after);
    assert!(fs::read(&lines).unwrap().iter().all(|byte| *byte == 0));

    let recorded = RECORDER
        .kit()
        .unwrap()
        .command(&program, &lines)
        .output()
        .unwrap();
    assert_eq!(plain, recorded);
    assert!(fs::read(&lines).unwrap().starts_with(b"{"));
}

#[test]
fn a_program_that_is_started_by_another_is_not_recorded() {
    let source = "#[tokio::main]
        async fn main() {
            if std::env::args().len() > 1 {
                println!(\"child\");
                return;
            }
            let program = std::env::current_exe().unwrap();
            let mut child = tokio::process::Command::new(program);
            let output = child.arg(\"x\").output().await.unwrap();
            print!(\"parent of {}\", String::from_utf8_lossy(&output.stdout));
        }";
    let recording = record("parent.rs", source);
    assert_eq!(told(&recording).0, ["parent of child"]);
}

#[test]
fn text_that_is_written_in_halves_of_characters_is_whole() {
    let source = "use std::io::Write;
        fn main() {
            let mut out = std::io::stdout();
            for byte in \"h\u{e9} \u{1f980}\\n\".as_bytes() {
                out.write_all(&[*byte]).unwrap();
                out.flush().unwrap();
            }
        }";
    assert_eq!(told(&record("bytes.rs", source)).0, ["h\u{e9} \u{1f980}"]);
}

#[test]
fn what_does_not_compile_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.rs");
    fs::write(&path, "fn main() { nothing(); }").unwrap();
    let error = RECORDER.record(&path, Language::Rust).unwrap_err();
    let text = format!("{error:#}");
    assert!(text.starts_with("does not compile\nerror[E0425]"), "{text}");
    assert!(text.contains("--> wrong.rs:1:13"), "{text}");
}
