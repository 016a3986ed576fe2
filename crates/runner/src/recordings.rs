//! Which runs of a listing are recorded, and whether the recordings beside it
//! still show what its programs do.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use listing::{Compiler, Kind, Language, Listing, Need};
use similar::TextDiff;
use trace::{Header, Micros, Model, Shape, Trace, fingerprint, shape};

use crate::{Recorder, missing};

/// How often a run may be recorded again when it does not have the shape of the
/// recording: another process can take the processor at any moment.
const RERUNS: usize = 2;

/// A timer that is later than this without a task in its way was late because
/// the machine was busy. On an idle one it is 1 to 2 ms.
const LATE: Micros = 4_000;

/// How often to try for a calmer recording.
const TRIES: usize = 4;

/// Where a recording and the program part.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The file of the recording.
    pub kind: Kind,
    /// The new recording; none if nothing in the listing waits.
    pub new: Option<Trace>,
    /// What is different, for people.
    pub why: String,
}

impl Recorder {
    /// What one of the programs needs and this machine does not have.
    pub fn missing(&self, listing: &Listing) -> Option<String> {
        let mut languages = Language::ALL.into_iter();
        languages.find_map(|it| missing(&self.python, listing, it))
    }

    /// Records the programs of a listing, and says which of the recordings
    /// beside it are missing, out of date, or too many.
    ///
    /// All runs of a listing are recorded if something in one of them waits:
    /// they are drawn beside each other.
    ///
    /// # Errors
    ///
    /// If a program cannot be compiled or recorded.
    pub fn changes(&self, listing: &Listing) -> Result<Vec<Changed>> {
        let mut rerun = 0;
        loop {
            let changes = self.changes_once(listing)?;
            // A recording of another text is out of date however it looks.
            let decided = changes.iter().any(|it| old(listing, it.kind).is_err());
            if changes.is_empty() || decided || rerun == RERUNS {
                return Ok(changes);
            }
            rerun += 1;
            for changed in &changes {
                eprint!("{} {}", listing.place(changed.kind), changed.why);
            }
            let name = &listing.name;
            eprintln!("{name} ran in another shape: rerun {rerun} of {RERUNS}");
        }
    }

    /// The same for those who write the recordings down: of several runs the
    /// one that a busy machine disturbed the least, also in place of a
    /// recording that is right but was disturbed more.
    ///
    /// # Errors
    ///
    /// As [`Recorder::changes`].
    pub fn rewrites(&self, listing: &Listing) -> Result<Vec<Changed>> {
        let mut changes = self.changes(listing)?;
        for changed in &mut changes {
            if let Some(new) = &mut changed.new {
                *new = self.calmest(listing, changed.kind, new.clone())?;
            }
        }
        for kind in Language::ALL.map(Kind::recording) {
            let Ok(old) = old(listing, kind) else {
                continue;
            };
            if changes.iter().any(|it| it.kind == kind) {
                continue;
            }
            let before = Model::new(&old).lateness();
            let new = self.calmest(listing, kind, old)?;
            if Model::new(&new).lateness() * 2 < before {
                changes.push(Changed {
                    kind,
                    new: Some(new),
                    why: "was made while the machine was busy\n".into(),
                });
            }
        }
        Ok(changes)
    }

    /// The recording, or a calmer one of the same shape.
    fn calmest(&self, listing: &Listing, kind: Kind, first: Trace) -> Result<Trace> {
        let language = language(kind);
        let path = listing.path(Kind::program(language));
        let mut best = (Model::new(&first).lateness(), first);
        for _ in 0..TRIES {
            if best.0 <= LATE {
                break;
            }
            let trace = self.record(&path, language)?.trace;
            let (model, before) = (Model::new(&trace), Model::new(&best.1));
            if model.lateness() < best.0 && parted(&shape(&before), &shape(&model)).is_none() {
                best = (model.lateness(), trace);
            }
        }
        Ok(best.1)
    }

    fn changes_once(&self, listing: &Listing) -> Result<Vec<Changed>> {
        let mut runs = Vec::new();
        for language in Language::ALL {
            if runs_in(listing, language) {
                let place = listing.place(Kind::program(language));
                let path = listing.path(Kind::program(language));
                let recording = self.record(&path, language).context(place)?;
                let shape = shape(&Model::new(&recording.trace));
                runs.push((Kind::recording(language), recording.trace, shape));
            }
        }
        let waits = runs.iter().any(|(_, _, shape)| shape.waits());
        let mut changes = Vec::new();
        for (kind, trace, shape) in runs {
            let new = waits.then_some(trace);
            if let Some(why) = why(listing, kind, new.as_ref(), &shape) {
                changes.push(Changed { kind, new, why });
            }
        }
        Ok(changes)
    }
}

/// Whether there is a program in that language that compiles and is recorded.
///
/// One that needs a server is not: the client's own waits and threads fill the
/// picture, and differ from run to run.
fn runs_in(listing: &Listing, language: Language) -> bool {
    let needs = listing.needs(language);
    if needs.iter().any(|it| matches!(it, Need::Server(_))) {
        return false;
    }
    let expectation = listing.expectation(language);
    expectation.is_some_and(|it| !matches!(it.compiler, Compiler::Refuses(_)))
}

fn language(recording: Kind) -> Language {
    match recording {
        Kind::PythonTrace => Language::Python,
        _ => Language::Rust,
    }
}

/// The recording beside the listing, or why it is of no use.
fn old(listing: &Listing, kind: Kind) -> Result<Trace, String> {
    let text = listing.file(kind).ok_or("is missing")?;
    let trace = Trace::read(text).map_err(|problem| problem.to_string())?;
    let source = listing.source(language(kind)).unwrap_or_default();
    match trace.header.source == fingerprint(source) {
        true => Ok(trace),
        false => Err("is older than the program".into()),
    }
}

/// Why the file does not show what the program did; none if it does.
fn why(listing: &Listing, kind: Kind, new: Option<&Trace>, shape: &Shape) -> Option<String> {
    let there = listing.file(kind).is_some();
    match (there, new) {
        (false, None) => None,
        (true, None) => Some("is not needed: nothing in the listing waits\n".into()),
        (_, Some(new)) => match old(listing, kind) {
            Err(why) => Some(format!("{why}\n")),
            Ok(old) => {
                let before = trace::shape(&Model::new(&old));
                match comparable(&old.header, &new.header) {
                    true => parted(&before, shape),
                    false => parted(&before.printed(), &shape.printed()),
                }
            }
        },
    }
}

/// Whether both were made by the same library: asyncio makes a task for
/// `wait_for` in Python 3.11 and none in 3.12.
fn comparable(old: &Header, new: &Header) -> bool {
    let minor = |header: &Header| -> Vec<String> {
        let version = header.made_by.strip_prefix("Python ").unwrap_or_default();
        version.split('.').take(2).map(str::to_string).collect()
    };
    minor(old) == minor(new)
}

/// Where two shapes part; none if they do not.
fn parted(old: &Shape, new: &Shape) -> Option<String> {
    let (old, new) = (&old.clone().steady(), &new.clone().steady());
    let (before, after) = (old.to_string(), new.to_string());
    if before != after {
        let diff = TextDiff::from_lines(&before, &after);
        let diff = diff.unified_diff().header("recorded", "now").to_string();
        return Some(format!("shows another run\n{diff}"));
    }
    let late = old.late(new);
    if late.is_empty() {
        return None;
    }
    let mut why = String::from("shows other times\n");
    for line in late {
        let _ = writeln!(why, "  {line}");
    }
    Some(why)
}
