//! Reading a recording, checking it, and writing it again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Event, Header, Micros, TaskId, ThreadId, VERSION, WaitId};

/// A recording: what was recorded, and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The first line.
    pub header: Header,
    /// All others, in the order of time.
    pub events: Vec<Event>,
}

/// Why a text is no recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Problem {}

impl Trace {
    /// Reads a recording and checks it by the rules of the crate's
    /// documentation.
    ///
    /// # Errors
    ///
    /// The first line that is wrong, and what is wrong with it.
    pub fn read(text: &str) -> Result<Trace, Problem> {
        let mut lines = text.lines().zip(1..);
        let (first, _) = lines.next().ok_or(Problem {
            line: 1,
            what: "is missing: a recording begins with a header".into(),
        })?;
        let header: Header = parse(first, 1)?;
        if header.trace != VERSION {
            let what = format!(
                "is of version {}, and this program reads version {VERSION}",
                header.trace
            );
            return Err(Problem { line: 1, what });
        }
        let events: Vec<Event> = lines
            .map(|(line, number)| parse(line, number))
            .collect::<Result<_, _>>()?;
        let trace = Trace { header, events };
        trace.check()?;
        Ok(trace)
    }

    /// Checks the rules of the crate's documentation.
    ///
    /// # Errors
    ///
    /// The first event that breaks one, as the line it is or would be written
    /// on.
    pub fn check(&self) -> Result<(), Problem> {
        let mut seen = Seen::default();
        for (event, line) in self.events.iter().zip(2..) {
            seen.next(event).map_err(|what| Problem { line, what })?;
        }
        Ok(())
    }

    /// The text of the recording, which [`Trace::read`] turns into the same.
    pub fn write(&self) -> String {
        let line = |json: serde_json::Result<String>| json.expect("has only texts and numbers");
        let mut text = line(serde_json::to_string(&self.header)) + "\n";
        for event in &self.events {
            text += &line(serde_json::to_string(event));
            text.push('\n');
        }
        text
    }
}

/// A short name for a program's text: a recording knows by it whether the
/// program was changed since. FNV-1a, 64 bits, in hexadecimal.
pub fn fingerprint(source: &str) -> String {
    let hash = source
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

fn parse<T: serde::de::DeserializeOwned>(line: &str, number: usize) -> Result<T, Problem> {
    serde_json::from_str(line).map_err(|error| Problem {
        line: number,
        what: match error.column() {
            0 => error.to_string(),
            column => format!("column {column}: {}", without_place(&error.to_string())),
        },
    })
}

/// serde_json counts lines too, and would always say that it is line 1.
fn without_place(message: &str) -> &str {
    message
        .rsplit_once(" at line ")
        .map_or(message, |(what, _)| what)
}

/// What the events so far have said.
#[derive(Default)]
struct Seen {
    now: Micros,
    threads: BTreeMap<ThreadId, OnThread>,
    tasks: BTreeMap<TaskId, bool>,
    waits: BTreeMap<WaitId, (TaskId, bool)>,
    entered: BTreeSet<TaskId>,
    exited: bool,
}

/// What a thread is in the middle of.
#[derive(Default)]
struct OnThread {
    entered: Vec<TaskId>,
    holds: usize,
}

type Checked = Result<(), String>;

impl Seen {
    fn next(&mut self, event: &Event) -> Checked {
        if event.at() < self.now {
            return Err(format!("is at {}, after {}", event.at(), self.now));
        }
        if self.exited {
            return Err("comes after the end of the program".into());
        }
        self.now = event.at();
        match event {
            Event::Thread { th, .. } => {
                count(*th, self.threads.len(), "thread")?;
                self.threads.insert(*th, OnThread::default());
            }
            Event::Task { id, by, .. } => {
                by.iter().try_for_each(|by| self.known(*by))?;
                count(*id, self.tasks.len(), "task")?;
                self.tasks.insert(*id, true);
            }
            Event::Enter { th, id, .. } => {
                self.alive(*id)?;
                if !self.entered.insert(*id) {
                    return Err(format!("task {id} runs already"));
                }
                self.thread(*th)?.entered.push(*id);
            }
            Event::Leave { th, id, .. } => {
                if self.thread(*th)?.entered.pop() != Some(*id) {
                    return Err(format!("task {id} is not what runs on thread {th}"));
                }
                self.entered.remove(id);
            }
            Event::Wait { id, task, on, .. } => {
                self.alive(*task)?;
                on.iter().try_for_each(|on| self.known(*on))?;
                count(*id, self.waits.len(), "wait")?;
                self.waits.insert(*id, (*task, true));
            }
            Event::Over { id, .. } => match self.waits.get_mut(id) {
                None => return Err(format!("there is no wait {id} yet")),
                Some((_, false)) => return Err(format!("wait {id} is over already")),
                Some((task, open)) => {
                    *open = false;
                    let task = *task;
                    self.alive(task)?;
                }
            },
            Event::Wake { task, by, .. } => {
                self.known(*task)?;
                by.iter().try_for_each(|by| self.known(*by))?;
            }
            Event::Cancel { task, by, .. } => {
                self.known(*task)?;
                by.iter().try_for_each(|by| self.known(*by))?;
            }
            Event::End { id, .. } => {
                self.alive(*id)?;
                self.tasks.insert(*id, false);
            }
            Event::Hold { th, task, .. } => {
                task.iter().try_for_each(|task| self.known(*task))?;
                self.thread(*th)?.holds += 1;
            }
            Event::Free { th, .. } => {
                let thread = self.thread(*th)?;
                thread.holds = thread
                    .holds
                    .checked_sub(1)
                    .ok_or(format!("thread {th} is not blocked"))?;
            }
            Event::Print { th, task, .. } => {
                task.iter().try_for_each(|task| self.known(*task))?;
                self.thread(*th)?;
            }
            Event::Cut { .. } => {}
            Event::Exit { .. } => self.exited = true,
        }
        Ok(())
    }

    fn thread(&mut self, th: ThreadId) -> Result<&mut OnThread, String> {
        self.threads
            .get_mut(&th)
            .ok_or_else(|| format!("there is no thread {th} yet"))
    }

    fn known(&self, id: TaskId) -> Checked {
        match self.tasks.get(&id) {
            Some(_) => Ok(()),
            None => Err(format!("there is no task {id} yet")),
        }
    }

    fn alive(&self, id: TaskId) -> Checked {
        match self.tasks.get(&id) {
            Some(true) => Ok(()),
            Some(false) => Err(format!("task {id} is over already")),
            None => Err(format!("there is no task {id} yet")),
        }
    }
}

/// Numbers count up from 1.
fn count(number: u32, so_far: usize, of: &str) -> Checked {
    match so_far + 1 == number as usize {
        true => Ok(()),
        false => Err(format!("is {of} {number}, and {of} {} is next", so_far + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        r#"{"trace":1,"language":"rust","file":"x.rs","source":"0","made_by":"rustc"}"#;
    const MAIN: &str = r#"{"k":"thread","t":5,"th":1,"name":"main"}
{"k":"task","t":6,"id":1,"kind":"main","name":"main"}
{"k":"enter","t":7,"th":1,"id":1}"#;

    /// The example of the crate's documentation.
    fn example() -> String {
        let page = include_str!("lib.rs");
        let lines = page.lines().filter_map(|line| line.strip_prefix("//! {"));
        lines.map(|line| format!("{{{line}\n")).collect()
    }

    #[test]
    fn the_example_comes_back_as_it_was() {
        let text = example();
        assert_eq!(text.lines().count(), 19);
        assert_eq!(Trace::read(&text).unwrap().write(), text);
    }

    #[test]
    fn the_first_mistake_is_named_with_its_line() {
        let mut wrong = Vec::new();
        for (lines, expected) in [
            ("{", "line 5: column 1: EOF while parsing an object"),
            (
                r#"{"k":"pause","t":8}"#,
                "line 5: column 12: unknown variant `pause`, expected one of `thread`, `task`, \
                 `enter`, `leave`, `wait`, `over`, `wake`, `cancel`, `end`, `hold`, `free`, \
                 `print`, `cut`, `exit`",
            ),
            (
                r#"{"k":"exit","t":8,"x":1}"#,
                "line 5: unknown field `x`, expected `t`",
            ),
            (r#"{"k":"exit","t":6}"#, "line 5: is at 6, after 7"),
            (
                "{\"k\":\"exit\",\"t\":8}\n{\"k\":\"cut\",\"t\":8}",
                "line 6: comes after the end of the program",
            ),
            (
                r#"{"k":"enter","t":8,"th":1,"id":1}"#,
                "line 5: task 1 runs already",
            ),
            (
                r#"{"k":"leave","t":8,"th":1,"id":2}"#,
                "line 5: task 2 is not what runs on thread 1",
            ),
            (
                r#"{"k":"end","t":8,"id":2,"how":"finished"}"#,
                "line 5: there is no task 2 yet",
            ),
            (
                "{\"k\":\"end\",\"t\":8,\"id\":1,\"how\":\"failed\"}\n{\"k\":\"wait\",\"t\":8,\
                 \"id\":1,\"task\":1,\"what\":\"timer\",\"label\":\"\"}",
                "line 6: task 1 is over already",
            ),
            (
                r#"{"k":"task","t":8,"id":3,"kind":"task","name":""}"#,
                "line 5: is task 3, and task 2 is next",
            ),
            (
                r#"{"k":"over","t":8,"id":1,"how":"ready"}"#,
                "line 5: there is no wait 1 yet",
            ),
            (
                r#"{"k":"free","t":8,"th":1}"#,
                "line 5: thread 1 is not blocked",
            ),
            (
                r#"{"k":"print","t":8,"th":2,"to":"stdout","text":"x"}"#,
                "line 5: there is no thread 2 yet",
            ),
        ] {
            let text = format!("{HEADER}\n{MAIN}\n{lines}\n");
            let found = Trace::read(&text).map_or_else(|it| it.to_string(), |_| "nothing".into());
            if found != expected {
                wrong.push(format!(
                    "{lines}\n  says:     {found}\n  expected: {expected}"
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_header_of_another_version_is_refused() {
        for (text, expected) in [
            ("", "line 1: is missing: a recording begins with a header"),
            (
                &HEADER.replace("\"trace\":1", "\"trace\":2"),
                "line 1: is of version 2, and this program reads version 1",
            ),
        ] {
            assert_eq!(Trace::read(text).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn another_text_has_another_fingerprint() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_ne!(fingerprint("a\n"), fingerprint("b\n"));
    }
}
