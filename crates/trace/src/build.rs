//! From events to tasks, steps and waits: what was recorded, put in order.

use std::collections::BTreeMap;

use crate::{
    Event, Fate, Hold, How, Micros, Model, Output, Step, Stream, Task, TaskId, Thread, ThreadId,
    Trace, Wait, WaitId,
};

impl Model {
    /// Puts the events of a recording in order, and concludes from its gaps
    /// what was waited for and who had to stand back. Times are counted from
    /// the first step of a task.
    ///
    /// The trace is taken as valid ([`Trace::check`]); of one that is not,
    /// lines that make no sense are passed over.
    pub fn new(trace: &Trace) -> Model {
        let mut builder = Builder::default();
        for event in &trace.events {
            builder.next(event);
        }
        let mut model = builder.finish(&trace.header.language);
        crate::gaps::conclude(&mut model, &builder.wakes);
        crate::zero::count_from(&mut model, crate::zero::zero(trace));
        model
    }
}

/// Something made a task ready: when, whom, and who did it.
pub(crate) type Wakes = Vec<(Micros, TaskId, Option<TaskId>)>;

#[derive(Default)]
struct Builder {
    tasks: BTreeMap<TaskId, Task>,
    threads: BTreeMap<ThreadId, OnThread>,
    open: BTreeMap<WaitId, (TaskId, usize)>,
    /// The beginnings of lines that are not written to their end yet.
    lines: BTreeMap<Stream, String>,
    outputs: Vec<Output>,
    wakes: Wakes,
    end: Micros,
    cut: Option<Micros>,
    exited: bool,
}

#[derive(Default)]
struct OnThread {
    name: String,
    /// What runs, innermost last. Only the last one makes progress: what is
    /// below it has called it, and gets the thread back later.
    running: Vec<Running>,
    used: bool,
}

struct Running {
    task: TaskId,
    /// When the part that is under way began.
    since: Micros,
    holds: Vec<Hold>,
    /// Whether an inner task took the thread for a while, so that the
    /// processor time of the whole is not that of the last part.
    split: bool,
}

impl Builder {
    fn next(&mut self, event: &Event) {
        if !matches!(event, Event::Exit { .. } | Event::Cut { .. }) {
            self.end = self.end.max(event.at());
        }
        match event {
            Event::Thread { th, name, .. } => {
                let name = name.clone();
                self.threads.insert(
                    *th,
                    OnThread {
                        name,
                        ..OnThread::default()
                    },
                );
            }
            Event::Task { .. } => self.task(event),
            Event::Enter { t, th, id } => self.enter(*t, *th, *id),
            Event::Leave { t, th, id, cpu } => self.leave(*t, *th, *id, *cpu),
            Event::Wait { .. } => self.wait(event),
            Event::Over { t, id, how } => {
                if let Some((task, index)) = self.open.remove(id)
                    && let Some(task) = self.tasks.get_mut(&task)
                {
                    task.waits[index].to = *t;
                    task.waits[index].over = Some(*how);
                }
            }
            Event::Wake { t, task, by } => self.wakes.push((*t, *task, *by)),
            Event::Cancel { t, task, by } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.cancels.push((*t, *by));
                }
            }
            Event::End { t, id, how } => self.over(*t, *id, *how),
            Event::Hold {
                t,
                th,
                label,
                for_us,
                ..
            } => {
                if let Some(running) = self.running(*th) {
                    running.holds.push(Hold {
                        from: *t,
                        to: *t,
                        label: label.clone(),
                        for_us: *for_us,
                    });
                }
            }
            Event::Free { t, th } => {
                if let Some(hold) = self.running(*th).and_then(|it| it.holds.last_mut()) {
                    hold.to = *t;
                }
            }
            Event::Print {
                t,
                th,
                task,
                to,
                text,
            } => self.print(*t, *th, *task, *to, text),
            Event::Cut { t } => self.cut = Some(*t),
            Event::Exit { .. } => self.exited = true,
        }
    }

    fn task(&mut self, event: &Event) {
        let Event::Task {
            t,
            id,
            by,
            kind,
            name,
            line,
        } = event
        else {
            return;
        };
        let task = Task {
            id: *id,
            kind: *kind,
            name: name.clone(),
            line: *line,
            by: *by,
            born: *t,
            gone: *t,
            fate: Fate::Abandoned,
            steps: Vec::new(),
            waits: Vec::new(),
            delays: Vec::new(),
            cancels: Vec::new(),
        };
        self.tasks.insert(*id, task);
    }

    fn wait(&mut self, event: &Event) {
        let Event::Wait {
            t,
            id,
            task,
            what,
            label,
            for_us,
            line,
            on,
        } = event
        else {
            return;
        };
        let Some(waiting) = self.tasks.get_mut(task) else {
            return;
        };
        self.open.insert(*id, (*task, waiting.waits.len()));
        waiting.waits.push(Wait {
            from: *t,
            to: *t,
            what: *what,
            label: label.clone(),
            for_us: *for_us,
            line: *line,
            on: on.clone(),
            over: None,
            inferred: false,
        });
    }

    fn running(&mut self, th: ThreadId) -> Option<&mut Running> {
        self.threads.get_mut(&th)?.running.last_mut()
    }

    fn enter(&mut self, t: Micros, th: ThreadId, task: TaskId) {
        self.pause(t, th, None);
        let thread = self.threads.entry(th).or_default();
        thread.used = true;
        if let Some(outer) = thread.running.last_mut() {
            outer.split = true;
        }
        thread.running.push(Running {
            task,
            since: t,
            holds: Vec::new(),
            split: false,
        });
    }

    fn leave(&mut self, t: Micros, th: ThreadId, task: TaskId, cpu: Option<Micros>) {
        if self.running(th).is_none_or(|running| running.task != task) {
            return;
        }
        let split = self.running(th).is_some_and(|running| running.split);
        self.pause(t, th, cpu.filter(|_| !split));
        if let Some(thread) = self.threads.get_mut(&th) {
            thread.running.pop();
            if let Some(outer) = thread.running.last_mut() {
                outer.since = t;
            }
        }
    }

    /// Ends the part that is under way on a thread.
    fn pause(&mut self, t: Micros, th: ThreadId, cpu: Option<Micros>) {
        let Some(running) = self.running(th) else {
            return;
        };
        let mut holds = std::mem::take(&mut running.holds);
        if let Some(hold) = holds.last_mut()
            && hold.to == hold.from
        {
            hold.to = t;
        }
        let step = Step {
            from: running.since,
            to: t,
            thread: th,
            holds,
            cpu,
        };
        let task = running.task;
        if let Some(task) = self.tasks.get_mut(&task) {
            task.steps.push(step);
        }
    }

    fn over(&mut self, t: Micros, id: TaskId, how: How) {
        if let Some(task) = self.tasks.get_mut(&id) {
            task.gone = t;
            task.fate = Fate::Ended(how);
        }
    }

    fn print(&mut self, t: Micros, th: ThreadId, task: Option<TaskId>, to: Stream, text: &str) {
        self.threads.entry(th).or_default().used = true;
        let pending = self.lines.entry(to).or_default();
        // Each text is looked at once: a program may print a million lines.
        let Some(end) = text.rfind('\n') else {
            pending.push_str(text);
            return;
        };
        let (whole, rest) = text.split_at(end + 1);
        pending.push_str(whole);
        let whole = std::mem::replace(pending, rest.to_string());
        for line in whole.split_inclusive('\n') {
            self.outputs.push(Output {
                at: t,
                thread: th,
                task,
                to,
                line: line.trim_end_matches(['\n', '\r']).to_string(),
            });
        }
    }

    fn finish(&mut self, language: &str) -> Model {
        let end = self.end;
        // What was under way when the recording ended.
        for th in self.threads.keys().copied().collect::<Vec<_>>() {
            self.pause(end, th, None);
        }
        for (to, rest) in std::mem::take(&mut self.lines) {
            if !rest.is_empty() {
                let last = self.outputs.iter().rev().find(|output| output.to == to);
                let (thread, task) = last.map_or((1, None), |it| (it.thread, it.task));
                self.outputs.push(Output {
                    at: end,
                    thread,
                    task,
                    to,
                    line: rest,
                });
            }
        }
        for (task, index) in std::mem::take(&mut self.open).into_values() {
            if let Some(task) = self.tasks.get_mut(&task) {
                task.waits[index].to = match task.fate {
                    Fate::Ended(_) => task.gone,
                    _ => end,
                };
            }
        }
        let mut tasks: Vec<Task> = std::mem::take(&mut self.tasks).into_values().collect();
        for task in &mut tasks {
            // The parts of one step that an inner task divided are in order
            // already; those of a task that moved between threads may not be.
            task.steps.sort_by_key(|step| step.from);
            if task.fate == Fate::Abandoned {
                task.gone = end;
            }
            if task.steps.is_empty() {
                task.fate = Fate::NeverRan;
            }
        }
        let used = self.threads.iter().filter(|(_, thread)| thread.used);
        let threads = used.map(|(id, thread)| Thread {
            id: *id,
            name: thread.name.clone(),
        });
        Model {
            language: language.to_string(),
            tasks,
            threads: threads.collect(),
            outputs: std::mem::take(&mut self.outputs),
            end,
            exited: self.exited,
            cut: self.cut,
        }
    }
}
