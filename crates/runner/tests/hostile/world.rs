//! A `Live` with small limits, and what is left after a run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use listing::Language;
use runner::{Event, How, Limits, Live, Program, Stop};
use tempfile::TempDir;

/// What all tests write to. Removed by `main`: nothing static is ever dropped.
pub static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("temporary folders can be made"));

/// One for all tests: a kit is asked for once.
pub static WORLD: LazyLock<World> = LazyLock::new(|| World::new(FOLDER.path(), limits()));

/// A place where programs run.
pub struct World {
    live: Live,
    folder: PathBuf,
}

/// What one run did.
#[derive(Debug)]
pub struct Ran {
    pub how: How,
    pub millis: Option<u64>,
    pub events: Vec<Event>,
    pub trace: Option<trace::Trace>,
}

/// A program whose compiler would count for years.
pub const COMPILES_LONG: &str = "#![allow(long_running_const_eval)]\nconst N: u64 = { let mut n = 0; while n < u64::MAX { n += 1; } n };\nfn main() { println!(\"{N}\"); }";

/// Small, so that the tests are quick.
pub fn limits() -> Limits {
    Limits {
        wall: Duration::from_secs(2),
        compile: Duration::from_secs(5),
        memory: 512 << 20,
        shown: 8 << 10,
        output: 1 << 20,
        // Python's recording is a file of 16 MiB.
        file: 20 << 20,
        processes: 16,
        at_once: 2,
    }
}

impl World {
    pub fn new(folder: &Path, limits: Limits) -> World {
        let live = live(folder, limits);
        let folder = folder.into();
        World { live, folder }
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Runs the program and checks that nothing is left of it.
    #[track_caller]
    pub fn run(&self, language: Language, source: &str) -> Ran {
        let ran = self.run_with(language, source, &Stop::new(), &mut |_| {});
        self.check_nothing_is_left();
        ran
    }

    pub fn run_with(
        &self,
        language: Language,
        source: &str,
        stop: &Stop,
        hear: &mut dyn FnMut(&Event),
    ) -> Ran {
        let program = Program {
            language,
            source: source.into(),
        };
        let mut events = Vec::new();
        let trace = self.live.run(&program, stop, &mut |event| {
            hear(&event);
            events.push(event);
        });
        let Some(Event::Ended { how, millis }) = events.last().cloned() else {
            panic!("the last event is not the end: {events:?}");
        };
        let is_end = |event: &&Event| matches!(event, Event::Ended { .. });
        assert_eq!(events.iter().filter(is_end).count(), 1, "{events:?}");
        Ran {
            how,
            millis,
            events,
            trace,
        }
    }

    #[track_caller]
    pub fn check_nothing_is_left(&self) {
        check_nothing_is_left(self.path());
    }
}

impl Ran {
    /// All that was shown, with what the compiler said.
    pub fn text(&self) -> String {
        let texts = self.events.iter().map(|event| match event {
            Event::Out { text } | Event::Err { text } | Event::Diagnostics { text } => text,
            _ => "",
        });
        texts.collect()
    }

    pub fn hidden(&self) -> u64 {
        let hidden = self.events.iter().map(|event| match event {
            Event::Hidden { bytes } => *bytes,
            _ => 0,
        });
        hidden.sum()
    }
}

/// Starts one in that folder, with the kit of this workspace.
pub fn live(folder: &Path, limits: Limits) -> Live {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    live_of(&root, folder, limits)
}

/// Starts one. This binary is the supervisor.
pub fn live_of(root: &Path, folder: &Path, limits: Limits) -> Live {
    let this = std::env::current_exe().expect("this binary has a path");
    let supervisor = move || {
        let mut command = Command::new(&this);
        command.arg("supervise");
        command
    };
    Live::start(root, folder, limits, supervisor, |_| {}).expect("the folder can be written")
}

/// No file, no process, no zombie.
#[track_caller]
pub fn check_nothing_is_left(folder: &Path) {
    let jobs: Vec<PathBuf> = files(&folder.join("jobs"));
    assert!(jobs.is_empty(), "left: {jobs:?}");
    assert_eq!(processes(folder), Vec::<String>::new(), "still run");
    assert_eq!(zombies(), Vec::<String>::new(), "zombies");
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|it| Some(it.ok()?.path())).collect()
}

/// The processes in whose environment the folder is: all that a run started,
/// whatever became of their parents, has it in `TMPDIR`.
pub fn processes(folder: &Path) -> Vec<String> {
    let folder = folder.join("jobs").to_string_lossy().into_owned();
    let is_ours = |process: &PathBuf| {
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        String::from_utf8_lossy(&environment).contains(&folder)
    };
    let name = |process: PathBuf| {
        let line = fs::read(process.join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        format!("{}: {line}", process.display())
    };
    let processes = files(Path::new("/proc")).into_iter();
    processes.filter(is_ours).map(name).collect()
}

/// Children of this process that nobody waited for.
fn zombies() -> Vec<String> {
    let this = format!(" Z {} ", std::process::id());
    let stats = files(Path::new("/proc")).into_iter();
    let stats = stats.filter_map(|it| fs::read_to_string(it.join("stat")).ok());
    stats.filter(|it| it.contains(&this)).collect()
}
