//! A server that is killed in the middle of a run.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use listing::Language::{self, Python, Rust};
use runner::{Event, Program, Stop};

use crate::stopped::trial;
use crate::world::{COMPILES_LONG, files, live, processes};

/// Has a child of another session, and never ends.
const PROGRAM: &str = "import os, subprocess\nopen('file', 'w')\n\
    subprocess.Popen(['setsid', 'sleep', '60'])\nprint('on')\nwhile True: pass\n";

pub fn all() -> Vec<Trial> {
    vec![
        trial("its server is killed while it runs", || {
            check("python", "out")
        }),
        trial("its server is killed while it is compiled", || {
            check("rust", "compiling")
        }),
        trial("runner::stop ends it", runner_stop),
    ]
}

/// A server that runs one program and says which events it hears.
pub fn serve(mode: Option<String>) -> ExitCode {
    let folder = std::env::var_os("FOLDER").expect("is given");
    let mode = mode.unwrap_or_default();
    let (language, source) = match mode.as_str() {
        "rust" => (Rust, COMPILES_LONG),
        _ => (Python, PROGRAM),
    };
    let live = live(Path::new(&folder), runner::Limits::default());
    if mode == "stop" {
        thread::spawn(|| {
            thread::sleep(Duration::from_millis(500));
            runner::stop();
        });
    }
    run(&live, language, source);
    ExitCode::SUCCESS
}

fn run(live: &runner::Live, language: Language, source: &str) {
    let source = source.into();
    let program = Program { language, source };
    live.run(&program, &Stop::new(), &mut |event: Event| {
        println!("{}", serde_json::to_string(&event).unwrap());
    });
}

/// Kills a server with SIGKILL when its run has come so far.
fn check(mode: &str, event: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut server = server(mode, folder.path());
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let event = format!("{{\"is\":\"{event}\"");
    let heard = lines
        .by_ref()
        .map_while(Result::ok)
        .find(|it| it.starts_with(&event));
    assert!(heard.is_some(), "no {event}");
    thread::sleep(Duration::from_millis(100));
    assert!(!processes(folder.path()).is_empty(), "nothing runs");
    let begin = Instant::now();
    server.kill().unwrap();
    server.wait().unwrap();
    let is_left = || {
        let jobs = folder.path().join("jobs");
        !files(&jobs).is_empty() || !processes(folder.path()).is_empty()
    };
    while is_left() && begin.elapsed() < Duration::from_secs(10) {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(!is_left(), "left: {:?}", processes(folder.path()));
}

/// For a signal that ends a server, which calls this.
fn runner_stop() {
    let folder = tempfile::tempdir().unwrap();
    let output = server("stop", folder.path()).wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().unwrap_or_default();
    assert!(last.contains("\"how\":\"stopped\""), "{text}");
    crate::world::check_nothing_is_left(folder.path());
}

fn server(mode: &str, folder: &Path) -> std::process::Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["serve", mode]).env("FOLDER", folder);
    command.stdout(Stdio::piped()).spawn().unwrap()
}
