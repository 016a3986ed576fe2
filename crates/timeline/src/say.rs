//! What is said about the parts of a run, from long to short.

use std::collections::HashMap;

use trace::{
    Delay, Fate, Hold, How, Micros, Model, Over, Step, Task, TaskId, TaskKind, ThreadId, Wait, What,
};

use crate::bars;
use crate::lanes;
use crate::text::shorten;
use crate::time::{exact, measured};
use crate::words::{Words, fill};

/// A step that takes at least this long and blocks in no known call computes.
pub(crate) const COMPUTES_FROM: Micros = 8_000;

/// More tasks than this are not named one by one.
const NAMED_MAX: usize = 2;

/// Says things about one run.
pub(crate) struct Speaker<'a> {
    pub model: &'a Model,
    pub words: &'a Words,
    /// What each task is called.
    pub names: Vec<String>,
    index: HashMap<TaskId, usize>,
}

impl<'a> Speaker<'a> {
    pub fn new(model: &'a Model, words: &'a Words) -> Speaker<'a> {
        let ids = model.tasks.iter().enumerate();
        Speaker {
            model,
            words,
            names: lanes::names(model, words),
            index: ids.map(|(index, task)| (task.id, index)).collect(),
        }
    }

    /// What a task is called.
    pub fn name(&self, id: TaskId) -> &str {
        self.index.get(&id).map_or("?", |index| &self.names[*index])
    }

    /// What a thread is called.
    pub fn thread(&self, id: ThreadId) -> &'a str {
        let thread = self.model.threads.iter().find(|it| it.id == id);
        match thread.map_or("", |it| it.name.as_str()) {
            "main" => &self.words.main_thread,
            name => name,
        }
    }

    /// What a wait is for.
    pub fn wait(&self, wait: &Wait) -> Vec<String> {
        let words = self.words;
        let call = call(&wait.label);
        let mut texts = match (wait.what, wait.for_us) {
            (What::Task | What::Thread, _) if !wait.on.is_empty() => {
                self.waits_for(wait.what, &wait.on)
            }
            (_, Some(time)) => {
                let time = exact(time, words);
                let holes = [("call", call), ("time", time.as_str())];
                let text = fill(&words.timer, &holes).trim().to_string();
                vec![text, time]
            }
            (What::Timer, None) if !call.is_empty() => vec![call.to_string()],
            _ if call.is_empty() => Vec::new(),
            _ => vec![
                fill(&words.waits_in, &[("call", call)]),
                fill(&words.waits_in_short, &[("call", call)]),
            ],
        };
        if wait.what != What::Timer || texts.is_empty() {
            texts.push(words.waits.clone());
        }
        texts.dedup();
        texts
    }

    fn waits_for(&self, what: What, on: &[TaskId]) -> Vec<String> {
        let words = self.words;
        let many = match what {
            What::Thread => &words.waits_for_many_jobs,
            _ => &words.waits_for_many,
        };
        let names = || on.iter().map(|id| self.name(*id));
        if on.len() > NAMED_MAX {
            let count = on.len().to_string();
            return vec![fill(many, &[("count", &count)])];
        }
        let long: Vec<String> = names().map(String::from).collect();
        let short: Vec<String> = names().map(shorten).collect();
        let line = |names: &[String]| fill(&words.waits_for, &[("who", &self.and(names))]);
        vec![line(&long), line(&short)]
    }

    /// The names in one sentence.
    pub fn and(&self, names: &[String]) -> String {
        let Some((last, first)) = names.split_last() else {
            return String::new();
        };
        if first.is_empty() {
            return last.clone();
        }
        let first = first.join(", ");
        fill(&self.words.and, &[("first", &first), ("second", last)])
    }

    /// That a wait of a task that goes on was given up.
    pub fn given_up(&self, task: &Task, wait: &Wait) -> bool {
        let with_its_task = matches!(task.fate, Fate::Ended(How::Cancelled | How::Failed))
            && wait.to + 1_000 >= task.gone;
        wait.over == Some(Over::Dropped) && !with_its_task
    }

    /// The same as [`Speaker::wait`], with what became of it.
    pub fn wait_in(&self, task: &Task, wait: &Wait) -> Vec<String> {
        let texts = self.wait(wait);
        if !self.given_up(task, wait) {
            return texts;
        }
        let word = &self.words.wait_cancelled;
        let long = texts.iter().map(|text| fill(word, &[("wait", text)]));
        let last = self.words.cancelled.clone();
        long.chain([last]).collect()
    }

    /// That a task stands back for another.
    pub fn delay(&self, delay: &Delay) -> Vec<String> {
        let words = self.words;
        let behind = delay.behind.map(|id| self.name(id));
        let behind = behind.map(|who| fill(&words.ready_behind, &[("who", who)]));
        let short = [&words.ready, &words.ready_short, &words.ready_bare].map(String::clone);
        behind.into_iter().chain(short).collect()
    }

    /// That a call blocks the thread.
    pub fn hold(&self, task: &Task, hold: &Hold) -> Vec<String> {
        let words = self.words;
        let time = match hold.for_us {
            Some(time) => exact(time, words),
            None => measured(hold.to.saturating_sub(hold.from), words),
        };
        let (long, short) = match owns_its_thread(task) {
            true => (&words.owns, &words.owns_short),
            false => (&words.holds, &words.holds_short),
        };
        let holes = [("call", hold.label.as_str()), ("time", time.as_str())];
        let bare = fill(&words.timer, &holes);
        vec![fill(long, &holes), short.clone(), bare, time]
    }

    /// What a long step does; nothing for a short one, or one that blocks.
    pub fn step(&self, step: &Step) -> Vec<String> {
        let words = self.words;
        let length = step.to.saturating_sub(step.from);
        if length < COMPUTES_FROM || bars::blocks(step) {
            return Vec::new();
        }
        let time = measured(length, words);
        if bars::share(step).is_some() {
            let work = measured(step.cpu.unwrap_or(0), words);
            let holes = [("work", work.as_str()), ("time", time.as_str())];
            return vec![
                fill(&words.shares, &holes),
                fill(&words.shares_short, &holes),
            ];
        }
        vec![fill(&words.computes, &[("time", &time)]), time]
    }

    /// In a sentence: that a call blocks the thread.
    pub fn blocks(&self, hold: &Hold) -> String {
        let time = match hold.for_us {
            Some(time) => exact(time, self.words),
            None => measured(hold.to.saturating_sub(hold.from), self.words),
        };
        let holes = [("call", hold.label.as_str()), ("time", time.as_str())];
        fill(&self.words.blocks, &holes)
    }

    /// In a sentence: what a long step does.
    pub fn works(&self, step: &Step) -> Option<String> {
        let text = self.step(step).into_iter().next()?;
        Some(match bars::share(step) {
            Some(_) => fill(&self.words.does, &[("what", &text)]),
            None => text,
        })
    }

    /// In a sentence: that a task stands back for another.
    pub fn is_ready(&self, delay: &Delay) -> String {
        fill(&self.words.is_it, &[("what", &self.delay(delay)[0])])
    }

    /// How a task ended, if there is something to say.
    pub fn fate(&self, fate: Fate) -> &'a str {
        let words = self.words;
        match fate {
            Fate::Ended(How::Finished) => &words.finished,
            Fate::Ended(How::Cancelled) => &words.cancelled,
            Fate::Ended(How::Failed) => &words.failed,
            Fate::NeverRan => &words.never_ran,
            Fate::Abandoned => &words.stopped,
        }
    }

    /// What stands beside the name of a task: where it comes from.
    pub fn origin(&self, task: &Task) -> Option<String> {
        let words = self.words;
        let line = task.line?.to_string();
        let word = match task.kind {
            TaskKind::Main => return None,
            TaskKind::Task => &words.line,
            TaskKind::Blocking => &words.job_line,
            TaskKind::Thread => &words.thread_line,
        };
        Some(fill(word, &[("line", &line)]))
    }

    /// What stands above the lane of many tasks.
    pub fn crowd(&self, tasks: &[usize]) -> String {
        let words = self.words;
        let mut counts: Vec<(Fate, usize)> = Vec::new();
        for task in tasks {
            let fate = self.model.tasks[*task].fate;
            match counts.iter_mut().find(|it| it.0 == fate) {
                Some((_, count)) => *count += 1,
                None => counts.push((fate, 1)),
            }
        }
        let fates = counts.iter().map(|(fate, count)| {
            let holes = [("count", &*count.to_string()), ("fate", self.fate(*fate))];
            fill(&words.fate_count, &holes)
        });
        let fates = fates.collect::<Vec<_>>().join(", ");
        let mut lines: Vec<u32> = tasks
            .iter()
            .filter_map(|task| self.model.tasks[*task].line)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        let lines: Vec<String> = lines.iter().take(3).map(u32::to_string).collect();
        let holes = [
            ("count", &*tasks.len().to_string()),
            ("line", &*lines.join(", ")),
            ("fates", &*fates),
        ];
        match lines.is_empty() {
            false => fill(&words.more_tasks, &holes),
            true => fill(&words.more_tasks_somewhere, &holes),
        }
    }

    /// The header: how long, how many tasks, how many threads.
    pub fn counts(&self) -> Vec<String> {
        let words = self.words;
        let of = |kinds: &[TaskKind]| {
            let tasks = self.model.tasks.iter();
            tasks.filter(|task| kinds.contains(&task.kind)).count()
        };
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(one.to_string()),
            n => Some(fill(many, &[("count", &n.to_string())])),
        };
        let tasks = of(&[TaskKind::Main, TaskKind::Task]);
        let counts = [
            Some(measured(self.model.end, words)),
            count(tasks, &words.one_task, &words.tasks),
            count(of(&[TaskKind::Blocking]), &words.one_job, &words.jobs),
            count(self.model.threads.len(), &words.one_thread, &words.threads),
        ];
        counts.into_iter().flatten().collect()
    }

    /// What a step is called in the language of the program.
    pub fn step_word(&self) -> &'a str {
        match self.model.language.as_str() {
            "rust" => &self.words.poll,
            _ => &self.words.step,
        }
    }

    /// The name of the program's language.
    pub fn language(&self) -> &'a str {
        match self.model.language.as_str() {
            "rust" => &self.words.rust,
            _ => &self.words.python,
        }
    }
}

/// Whether what blocks in this task blocks nobody else.
pub(crate) fn owns_its_thread(task: &Task) -> bool {
    matches!(task.kind, TaskKind::Blocking | TaskKind::Thread)
}

/// A call without the modules before it: `asyncio.sleep` is `sleep`, but
/// `Mutex::lock` and `Queue.get` stay as they are.
pub(crate) fn call(label: &str) -> &str {
    let mut call = label;
    while let Some(at) = call.find(['.', ':']) {
        let module = call[..at]
            .chars()
            .all(|c| c.is_lowercase() || c == '_' || c.is_ascii_digit());
        if !module || at == 0 {
            break;
        }
        call = call[at..].trim_start_matches(['.', ':']);
    }
    call
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_dropped_and_types_are_kept() {
        assert_eq!(call("asyncio.sleep"), "sleep");
        assert_eq!(call("tokio::time::sleep"), "sleep");
        assert_eq!(call("Mutex::lock"), "Mutex::lock");
        assert_eq!(call("asyncio.Queue.get"), "Queue.get");
        assert_eq!(call(""), "");
    }
}
