//! Tells a run: what happened, in order, as sentences and as rows of a table.

use trace::{Fate, How, Micros, Stream, Task, TaskId};

use crate::bars;
use crate::lanes::{self, Of};
use crate::prints;
use crate::say::Speaker;
use crate::time::moment;
use crate::words::fill;

/// More rows than this nobody reads.
const ROWS_MAX: usize = 40;
/// So many of the last rows are told in any case.
const ROWS_LAST: usize = 9;

/// Shorter waits than this part of the picture are not told.
const WAIT_MIN: f64 = 0.01;

/// Moments nearer to each other than this part of the picture need not be
/// told apart by their digits.
const SAME_MOMENT: f64 = 0.02;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    Words(String),
    /// What a program wrote.
    Code(String),
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub at: Micros,
    /// The time as it is written.
    pub when: String,
    pub who: String,
    pub what: Vec<Piece>,
}

/// What happened, before it is put into rows.
struct Told {
    at: Micros,
    task: Option<TaskId>,
    what: Vec<Piece>,
}

/// One line: the language and the counts.
pub(crate) fn title(speaker: &Speaker) -> String {
    let summary = speaker.counts().join(", ");
    let holes = [("language", speaker.language()), ("summary", &summary)];
    fill(&speaker.words.title, &holes)
}

/// The run in sentences.
pub(crate) fn told(speaker: &Speaker) -> String {
    let sentence = |row: Row| {
        let pieces = row.what.iter().map(|piece| match piece {
            Piece::Words(text) | Piece::Code(text) => text.as_str(),
        });
        let what: String = pieces.collect();
        if row.when.is_empty() {
            return what;
        }
        let holes = [("time", &*row.when), ("who", &*row.who), ("what", &*what)];
        fill(&speaker.words.at, &holes)
    };
    let sentences: Vec<String> = rows(speaker).into_iter().map(sentence).collect();
    sentences.join(" ")
}

/// The run in rows.
pub(crate) fn rows(speaker: &Speaker) -> Vec<Row> {
    let scale = speaker.scale;
    let told = events(speaker);
    let decimals = decimals(&told, scale);
    let mut rows: Vec<Row> = Vec::new();
    for event in told {
        let when = moment(event.at, scale, decimals, speaker.words);
        let who = event.task.map_or("", |id| speaker.name(id)).to_string();
        match rows.last_mut() {
            // What somebody does at one time is one row.
            Some(last) if last.who == who && last.when == when => {
                if !last.what.contains(&Piece::Words("; ".into())) || last.what.len() < 8 {
                    last.what.push(Piece::Words("; ".into()));
                    last.what.extend(event.what);
                } else if last.what.last() != Some(&Piece::Words("; …".into())) {
                    last.what.push(Piece::Words("; …".into()));
                }
            }
            _ => rows.push(Row {
                at: event.at,
                when,
                who,
                what: event.what,
            }),
        }
    }
    if rows.len() > ROWS_MAX {
        let hidden = rows.len() - (ROWS_MAX - 1);
        let first = ROWS_MAX - 1 - ROWS_LAST;
        let text = fill(
            &speaker.words.more_events,
            &[("count", &hidden.to_string())],
        );
        let what = vec![Piece::Words(text)];
        let at = rows[first].at;
        let gap = Row {
            at,
            when: String::new(),
            who: String::new(),
            what,
        };
        rows.splice(first..first + hidden, [gap]);
    }
    rows
}

/// How many decimals it takes to tell apart what is not at the same moment.
fn decimals(told: &[Told], scale: Micros) -> usize {
    let differ = |decimals: usize| {
        let unit = if scale >= 50_000 { 1e6 } else { 1e3 };
        let shown = |at: Micros| format!("{:.decimals$}", at as f64 / unit);
        told.windows(2).all(|pair| {
            let apart = (pair[1].at - pair[0].at) as f64 > SAME_MOMENT * scale as f64;
            !apart || shown(pair[0].at) != shown(pair[1].at)
        })
    };
    (1..3).find(|it| differ(*it)).unwrap_or(3)
}

/// Everything worth telling, in the order of time.
fn events(speaker: &Speaker) -> Vec<Told> {
    let model = speaker.model;
    let mut told = Vec::new();
    for of in lanes::choose(model) {
        match of {
            Of::Task(task) => task_events(speaker, &model.tasks[task], &mut told),
            Of::Crowd(tasks) => {
                let first = &model.tasks[tasks[0]];
                let what = vec![Piece::Words(speaker.crowd(&tasks))];
                told.push(Told {
                    at: first.born,
                    task: None,
                    what,
                });
            }
        }
    }
    for (_, output) in prints::shown(model) {
        let word = match output.to {
            Stream::Stdout => &speaker.words.prints,
            Stream::Stderr => &speaker.words.prints_error,
        };
        let (before, after) = word.split_once("{text}").unwrap_or((word, ""));
        let mut what = vec![
            Piece::Words(before.into()),
            Piece::Code(output.line.clone()),
        ];
        if !after.is_empty() {
            what.push(Piece::Words(after.into()));
        }
        told.push(Told {
            at: output.at,
            task: output.task,
            what,
        });
    }
    told.sort_by_key(|it| it.at);
    told
}

fn task_events(speaker: &Speaker, task: &Task, told: &mut Vec<Told>) {
    let scale = speaker.scale;
    let words = speaker.words;
    let name = speaker.name(task.id);
    let mut tell = |at: Micros, by: TaskId, text: String| {
        told.push(Told {
            at,
            task: Some(by),
            what: vec![Piece::Words(text)],
        });
    };
    match task.by {
        Some(by) => {
            let text = fill(&words.spawns, &[("whom", name)]);
            tell(task.born, by, speaker.on_line(text, task.line));
        }
        None => tell(task.born, task.id, words.begins.clone()),
    }
    for wait in &task.waits {
        if (wait.to.saturating_sub(wait.from) as f64) < WAIT_MIN * scale as f64 {
            continue;
        }
        let mut text = speaker.wait(wait).swap_remove(0);
        let what = text.clone();
        if wait.what == trace::What::Timer {
            text = fill(&words.waits_for, &[("who", &text)]);
        }
        tell(wait.from, task.id, speaker.on_line(text, wait.line));
        if speaker.given_up(task, wait) {
            tell(wait.to, task.id, fill(&words.gives_up, &[("wait", &what)]));
        }
    }
    for step in &task.steps {
        for hold in step
            .holds
            .iter()
            .filter(|it| bars::is_long(it.from, it.to, scale))
        {
            tell(hold.from, task.id, speaker.blocks(hold));
        }
        if let Some(text) = speaker.works(step) {
            tell(step.from, task.id, text);
        }
    }
    for delay in &task.delays {
        tell(delay.from, task.id, speaker.is_ready(delay));
    }
    for (at, by) in &task.cancels {
        if let Some(by) = by {
            tell(*at, *by, fill(&words.told, &[("whom", name)]));
        }
    }
    let gone = match task.fate {
        Fate::Ended(How::Finished) => &words.finishes,
        Fate::Ended(How::Cancelled) => &words.is_cancelled,
        Fate::Ended(How::Failed) => &words.fails,
        Fate::NeverRan => &words.never_runs,
        Fate::Abandoned => &words.is_stopped,
    };
    tell(task.gone, task.id, gone.clone());
}
