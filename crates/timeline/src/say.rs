//! What is said about the parts of a run, from long to short.

mod waits;

use std::collections::HashMap;

use trace::{Delay, Fate, Hold, How, Micros, Model, Step, Task, TaskId, TaskKind, ThreadId};

use crate::bars;
use crate::lanes;
use crate::text::shorten_apart;
use crate::time::{exact, measured};
use crate::words::{Words, fill};

/// A step that takes at least this long and blocks in no known call computes.
pub(crate) const COMPUTES_FROM: Micros = 8_000;

/// Says things about one run.
pub(crate) struct Speaker<'a> {
    pub model: &'a Model,
    pub words: &'a Words,
    /// The time that is as long as the picture is wide, in microseconds.
    pub scale: Micros,
    /// What each task is called.
    pub names: Vec<String>,
    /// The same where there is little room.
    pub shorts: Vec<String>,
    index: HashMap<TaskId, usize>,
}

impl<'a> Speaker<'a> {
    /// `scale` is that of the picture; it is never shorter than the run.
    pub fn new(model: &'a Model, words: &'a Words, scale: Micros) -> Speaker<'a> {
        let ids = model.tasks.iter().enumerate();
        let names = lanes::names(model, words);
        Speaker {
            model,
            words,
            scale: scale.max(model.end).max(1),
            shorts: shorten_apart(&names),
            names,
            index: ids.map(|(index, task)| (task.id, index)).collect(),
        }
    }

    /// What a task is called.
    pub fn name(&self, id: TaskId) -> &str {
        self.index.get(&id).map_or("?", |index| &self.names[*index])
    }

    /// The same where there is little room.
    fn short(&self, id: TaskId) -> &str {
        self.index
            .get(&id)
            .map_or("?", |index| &self.shorts[*index])
    }

    /// What a thread is called.
    pub fn thread(&self, id: ThreadId) -> &'a str {
        let thread = self.model.threads.iter().find(|it| it.id == id);
        match thread.map_or("", |it| it.name.as_str()) {
            "main" => &self.words.main_thread,
            name => name,
        }
    }

    /// The names in one sentence.
    fn and(&self, names: &[String]) -> String {
        let Some((last, first)) = names.split_last() else {
            return String::new();
        };
        if first.is_empty() {
            return last.clone();
        }
        let first = first.join(", ");
        fill(&self.words.and, &[("first", &first), ("second", last)])
    }

    /// A text with the line of the program, if it is known.
    pub fn on_line(&self, text: String, line: Option<u32>) -> String {
        let Some(line) = line else { return text };
        let holes = [("text", text.as_str()), ("line", &*line.to_string())];
        fill(&self.words.on_line, &holes)
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
        let long = match task.kind {
            // Nobody else could have it.
            TaskKind::Thread if lanes::is_main_thread(task) => None,
            TaskKind::Thread => Some(&words.owns),
            TaskKind::Blocking if self.is_process_job(task) => Some(&words.owns_process),
            TaskKind::Blocking => Some(&words.owns),
            TaskKind::Main | TaskKind::Task => Some(&words.holds),
        };
        let holes = [("call", hold.label.as_str()), ("time", time.as_str())];
        let long = long.map(|long| fill(long, &holes));
        let bare = fill(&words.timer, &holes).trim().to_string();
        long.into_iter().chain([bare, time]).collect()
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
            TaskKind::Blocking if self.is_process_job(task) => &words.process_job_line,
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
        let jobs = of(&[TaskKind::Blocking]);
        let tasks_of_model = self.model.tasks.iter();
        let process_jobs = tasks_of_model.filter(|it| self.is_process_job(it)).count();
        let threads = self.model.threads.len();
        let processes = self.model.threads.iter().filter(|it| lanes::is_process(it));
        let processes = processes.count();
        let counts = [
            Some(measured(self.model.end, words)),
            count(tasks, &words.one_task, &words.tasks),
            count(jobs - process_jobs, &words.one_job, &words.jobs),
            count(process_jobs, &words.one_process_job, &words.process_jobs),
            count(threads - processes, &words.one_thread, &words.threads),
            count(processes, &words.one_process, &words.processes),
        ];
        counts.into_iter().flatten().collect()
    }

    fn is_process_job(&self, task: &Task) -> bool {
        lanes::is_process_job(self.model, task)
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
