//! Records the Python programs of `tests/programs` and looks at what they did.
//!
//! `x.py` is run plainly and recorded; `x.lanes` is the shape of its recording.
//! `SNAPSHOTS=overwrite cargo test -p recorder --test python` writes the lanes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex};
use std::{env, fs, thread};

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};
use trace::{Event, Model, Stream, TaskKind, Trace, shape};

/// How often a program may run again: a busy machine can take the processor at
/// any moment, and then something lasts that is over at once otherwise.
const RERUNS: usize = 2;

/// Who gets the GIL when is not the same in each run: it has a test of its own.
const COMPUTES: &str = "two_threads_compute";

/// A program that was run plainly and recorded.
struct Run {
    name: String,
    plain: Output,
    recorded: Output,
    trace: Trace,
}

/// All programs, each run once. Most of their time they wait: some at once.
static RUNS: LazyLock<Vec<Run>> = LazyLock::new(|| {
    let names = Mutex::new(programs());
    let runs = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(name) = names.lock().unwrap().pop() else {
                        return;
                    };
                    let run = Run::of(&name);
                    runs.lock().unwrap().push(run);
                }
            });
        }
    });
    runs.into_inner().unwrap()
});

#[test]
fn every_program_has_its_lanes() {
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let mut wrong = Vec::new();
    for run in RUNS.iter().filter(|run| run.name != COMPUTES) {
        let name = &run.name;
        let lanes = folder().join(format!("{name}.lanes"));
        let mut trace = run.trace.clone();
        for rerun in 1.. {
            let shape = shape(&stdout_only(&trace)).to_string();
            let expected = Data::read_from(&lanes, None);
            let Err(error) = assert.try_eq(Some(name), shape.into(), expected) else {
                break;
            };
            if rerun > RERUNS {
                wrong.push(error.to_string());
                break;
            }
            eprintln!("{name}: rerun {rerun} of {RERUNS}");
            trace = record(name).1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A model without messages, which are not the same on every Python.
fn stdout_only(trace: &Trace) -> Model {
    let mut model = Model::new(trace);
    model.outputs.retain(|it| it.to == Stream::Stdout);
    model
}

#[test]
fn every_program_prints_and_ends_as_if_nobody_looked() {
    let mut wrong = Vec::new();
    for run in RUNS.iter() {
        let mut difference = difference(run);
        for rerun in 1..=RERUNS {
            if difference.is_none() {
                break;
            }
            eprintln!("{}: rerun {rerun} of {RERUNS}", run.name);
            difference = self::difference(&Run::of(&run.name));
        }
        wrong.extend(difference);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How the program printed or ended otherwise when it was recorded.
fn difference(run: &Run) -> Option<String> {
    let [plain, recorded] = [&run.plain, &run.recorded].map(|output| {
        let text = |bytes| without_addresses(&String::from_utf8_lossy(bytes));
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        format!("{}\nstdout\n{stdout}stderr\n{stderr}", output.status)
    });
    (plain != recorded).then(|| format!("{}: {plain}\nrecorded: {recorded}", run.name))
}

#[test]
fn what_was_printed_is_in_the_recording() {
    let mut wrong = Vec::new();
    for run in RUNS.iter() {
        let model = Model::new(&run.trace);
        for (stream, printed) in [
            (Stream::Stdout, &run.recorded.stdout),
            (Stream::Stderr, &run.recorded.stderr),
        ] {
            let outputs = model.outputs.iter().filter(|it| it.to == stream);
            let lines: Vec<&str> = outputs.map(|it| it.line.as_str()).collect();
            let printed = String::from_utf8_lossy(printed);
            // Lines that name a file do so without its folder.
            let same = |(line, printed): (&&str, &str)| printed == *line || printed.contains(".py");
            let all = lines.len() == printed.lines().count();
            if !all || !lines.iter().zip(printed.lines()).all(same) {
                let lines = lines.join("\n");
                wrong.push(format!("{}: recorded\n{lines}\nof\n{printed}", run.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_a_killed_program_has_no_exit() {
    let exits = |run: &&Run| matches!(run.trace.events.last(), Some(Event::Exit { .. }));
    let without = RUNS.iter().filter(|run| !exits(run));
    let without: Vec<&str> = without.map(|run| run.name.as_str()).collect();
    assert_eq!(without, ["killed"]);
}

#[test]
fn threads_that_share_the_lock_of_python_have_less_processor_time_than_time() {
    let model = Model::new(&record(COMPUTES).1);
    let jobs = model
        .tasks
        .iter()
        .filter(|it| it.kind == TaskKind::Blocking);
    let steps: Vec<_> = jobs.flat_map(|job| &job.steps).collect();
    assert!(steps.len() >= 2);
    let cpu: u64 = steps.iter().filter_map(|step| step.cpu).sum();
    let from = steps.iter().map(|step| step.from).min().unwrap();
    let to = steps.iter().map(|step| step.to).max().unwrap();
    assert!(cpu >= 390_000, "{cpu} us of processor time");
    assert!(cpu <= (to - from) * 11 / 10, "{cpu} us in {} us", to - from);
}

#[test]
fn a_job_that_has_computed_leaves_while_another_computes() {
    // `sum` keeps the lock: the first job gets it back when the second is done.
    let trace = record_text(
        "import threading\n\nprint(\"begins\")\n\n\ndef add():\n    sum(range(20_000_000))\n\n\n\
         jobs = [threading.Thread(target=add) for _ in range(2)]\n\
         for job in jobs:\n    job.start()\nfor job in jobs:\n    job.join()\n",
    );
    let model = Model::new(&trace);
    let jobs = model.tasks.iter().filter(|it| it.name == "add()");
    let long = jobs.flat_map(|job| job.steps.iter().filter(|it| it.to - it.from > 50_000));
    let mut long: Vec<_> = long.collect();
    long.sort_by_key(|step| step.from);
    assert_eq!(long.len(), 2);
    let overlap = long[0].to.saturating_sub(long[1].from);
    assert!(overlap < 50_000, "both at once for {overlap} us");
}

#[test]
fn a_step_that_starts_a_thread_is_measured_from_its_beginning() {
    let model = Model::new(&run_of("to_thread").trace);
    let main = model.tasks.iter().find(|it| it.kind == TaskKind::Main);
    assert!(main.unwrap().steps[0].cpu.is_some());
}

#[test]
fn of_jobs_in_processes_no_processor_time_is_known() {
    let model = Model::new(&run_of("processes").trace);
    let processes = model
        .threads
        .iter()
        .filter(|it| it.name.starts_with("process "));
    let processes: Vec<u32> = processes.map(|it| it.id).collect();
    let steps = model.tasks.iter().flat_map(|task| &task.steps);
    let mut steps = steps.filter(|it| processes.contains(&it.thread)).peekable();
    assert!(steps.peek().is_some());
    assert!(steps.all(|step| step.cpu.is_none()));
}

#[test]
fn no_recording_has_a_folder_of_this_machine() {
    let here = env!("CARGO_MANIFEST_DIR");
    let mut wrong = Vec::new();
    for run in RUNS.iter() {
        let text = run.trace.write();
        for folder in [here, "/tmp", "/root", "/usr", "/home", "/Users", "/var"] {
            let line = text.lines().find(|line| line.contains(folder));
            wrong.extend(line.map(|line| format!("{}: {folder} in {line}", run.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ten_thousand_tasks_are_cut_and_still_counted() {
    let trace = record_text(
        "import asyncio\n\n\nasync def main():\n    \
         await asyncio.gather(*(asyncio.sleep(0, n) for n in range(10_000)))\n\n\n\
         asyncio.run(main())\nprint(\"ends\")\n",
    );
    let count = |is: fn(&Event) -> bool| trace.events.iter().filter(|it| is(it)).count();
    assert_eq!(count(|it| matches!(it, Event::Cut { .. })), 1);
    assert_eq!(count(|it| matches!(it, Event::Exit { .. })), 1);
    assert_eq!(count(|it| matches!(it, Event::Print { .. })), 1);
    // The main thread prints, so it is a task too; and `main` is one.
    assert_eq!(count(|it| matches!(it, Event::Task { .. })), 10_002);
    assert_eq!(count(|it| matches!(it, Event::End { .. })), 10_002);
}

#[test]
fn a_missing_program_is_reported_as_python_does() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.py");
    let plain = python().arg(&missing).output().unwrap();
    let (recorded, _) = run_recorder(&missing, folder.path());
    assert_eq!(plain.status, recorded.status);
    assert!(String::from_utf8_lossy(&recorded.stderr).contains("can't open file"));
}

fn run_of(name: &str) -> &'static Run {
    RUNS.iter().find(|run| run.name == name).unwrap()
}

/// The names of the programs.
fn programs() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "py"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_string())
        .collect();
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs")
}

impl Run {
    fn of(name: &str) -> Run {
        let plain = python().arg(path(name)).output().unwrap();
        let (recorded, trace) = record(name);
        Run {
            name: name.into(),
            plain,
            recorded,
            trace,
        }
    }
}

fn path(name: &str) -> PathBuf {
    folder().join(format!("{name}.py"))
}

fn record(name: &str) -> (Output, Trace) {
    let scratch = tempfile::tempdir().unwrap();
    let (recorded, raw) = run_recorder(&path(name), scratch.path());
    let source = fs::read_to_string(path(name)).unwrap();
    let trace = recorder::python::trace(&raw, &format!("{name}.py"), &source, "Python");
    let trace = trace.unwrap_or_else(|problem| panic!("{name}: {problem}\n{raw}"));
    (recorded, trace)
}

fn record_text(source: &str) -> Trace {
    let scratch = tempfile::tempdir().unwrap();
    let program = scratch.path().join("x.py");
    fs::write(&program, source).unwrap();
    let (_, raw) = run_recorder(&program, scratch.path());
    recorder::python::trace(&raw, "x.py", source, "Python").unwrap()
}

/// Runs the recorder on a program: what it printed, and what it recorded.
fn run_recorder(program: &Path, scratch: &Path) -> (Output, String) {
    let recorder = scratch.join("record.py");
    fs::write(&recorder, recorder::python::RECORDER).unwrap();
    let file = scratch.join("out.jsonl");
    let mut command = python();
    command.arg(&recorder).arg(program);
    let output = command.env("TRACE_FILE", &file).output().unwrap();
    (output, fs::read_to_string(&file).unwrap_or_default())
}

/// Python as `runner` runs it.
fn python() -> Command {
    let mut command = Command::new(env::var_os("PYTHON").unwrap_or("python3".into()));
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env("NO_COLOR", "1");
    command
}

/// `<Task at 0x7f…>` becomes `<Task at 0x>`.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| {
        text + "0x" + part.trim_start_matches(|it: char| it.is_ascii_hexdigit())
    })
}
