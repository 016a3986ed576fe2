//! What is said about waits.

use trace::{Fate, How, Micros, Over, Task, TaskId, Wait, What};

use super::Speaker;
use crate::bars::{self, Bar};
use crate::lane::Lane;
use crate::time::exact;
use crate::words::fill;

/// A wait that is closed so much before its task was closed with it.
const CLOSED_BEFORE: Micros = 1_000;

/// More tasks than this are not named one by one.
const NAMED_MAX: usize = 2;

impl Speaker<'_> {
    /// What a wait is for.
    pub fn wait(&self, wait: &Wait) -> Vec<String> {
        let words = self.words;
        let call = match call(&wait.label) {
            // So it is in every line that waits.
            "await" => "",
            call => call,
        };
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
        let is_job = |id: &TaskId| {
            self.model
                .task(*id)
                .is_some_and(|it| self.is_process_job(it))
        };
        let (many, few) = match what {
            What::Thread if on.iter().all(is_job) => {
                (&words.waits_for_many_process_jobs, &words.process_jobs)
            }
            What::Thread => (&words.waits_for_many_jobs, &words.jobs),
            _ => (&words.waits_for_many, &words.tasks),
        };
        let count = on.len().to_string();
        let [many, few] = [many, few].map(|it| fill(it, &[("count", &count)]));
        if on.len() > NAMED_MAX {
            return vec![many, few];
        }
        let long: Vec<String> = on.iter().map(|id| self.name(*id).into()).collect();
        let long = self.and(&long);
        let line = |who: &str| fill(&words.waits_for, &[("who", who)]);
        // A name alone will do: the bar looks like a wait for a task.
        let mut texts = vec![line(&long), long];
        match on {
            [one] => texts.extend([line(self.short(*one)), self.short(*one).into()]),
            _ => texts.extend([many, few]),
        }
        texts
    }

    /// The same for the bar. Where nobody knows what is waited for, the line
    /// tells one wait from another.
    pub fn wait_in_bar(&self, wait: &Wait) -> Vec<String> {
        let mut texts = self.wait(wait);
        if texts == [self.words.waits.as_str()] {
            texts.insert(0, self.on_line(texts[0].clone(), wait.line));
            texts.dedup();
        }
        texts
    }

    /// Whether a wait was given up, and the end of its task does not already
    /// say so: cancelled, at a time that looks the same.
    pub fn given_up(&self, task: &Task, wait: &Wait) -> bool {
        let at_its_end = !bars::is_long(wait.to + CLOSED_BEFORE, task.gone, self.scale);
        let with_its_task = task.fate == Fate::Ended(How::Cancelled) && at_its_end;
        wait.over == Some(Over::Dropped) && !with_its_task
    }

    /// Whether a bar of a wait has a cross at its end.
    pub fn has_cross(&self, lane: &Lane, task: &Task, bar: &Bar) -> bool {
        let given_up = self.given_up(task, &task.waits[bar.index]);
        given_up && !bar.is_tick() && !lane.ends_under_step(bar)
    }

    /// What a wait was for, with what became of it.
    pub fn wait_told(&self, task: &Task, wait: &Wait) -> String {
        let text = self.wait(wait).swap_remove(0);
        match self.given_up(task, wait) {
            true => fill(&self.words.wait_cancelled, &[("wait", &text)]),
            false => text,
        }
    }
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
