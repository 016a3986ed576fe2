//! Threads: which there are, and when they stand still.

use trace::{Event, Over, TaskId, ThreadId, What};

use super::{Emitter, FIRST, Parked, Thread};
use crate::rust::labels::{self, Label};
use crate::rust::raw::{Id, Made, Th};

impl Emitter<'_> {
    /// The thread's number, which it gets when it is first met.
    pub(super) fn thread(&mut self, t: u64, th: Th) -> ThreadId {
        if let Some(thread) = self.threads.get(&th) {
            return thread.number;
        }
        let number = self.threads.len() + 1;
        let number = ThreadId::try_from(number).unwrap_or(ThreadId::MAX);
        let same = |it: &&Th| self.role(**it) == self.role(th);
        let nth = self.threads.keys().filter(same).count() + 1;
        let name = match self.role(th) {
            "main" => "main".into(),
            role => format!("{role} {nth}"),
        };
        self.events.push(Event::Thread {
            t,
            th: number,
            name,
        });
        self.threads.insert(
            th,
            Thread {
                number,
                entered: Vec::new(),
                holds: 0,
                held: false,
            },
        );
        number
    }

    pub(super) fn role(&self, th: Th) -> &'static str {
        match th {
            FIRST => "main",
            _ if self.facts.workers.contains(&th) => "worker",
            _ if self.facts.pools.contains(&th) => "blocking",
            _ => "thread",
        }
    }

    /// What runs on a thread that was met.
    pub(super) fn entered(&mut self, th: Th) -> &mut Vec<TaskId> {
        &mut self.threads.get_mut(&th).expect("was met").entered
    }

    /// A thread or a job has called `block_on`: it stands still until that
    /// returns.
    pub(super) fn block(&mut self, t: u64, made: &Made, main: TaskId, line: Option<u32>) {
        let Some(thread) = self.threads.get_mut(&made.th) else {
            return;
        };
        let number = thread.number;
        let Some(caller) = thread.entered.pop() else {
            return;
        };
        self.events.push(Event::Leave {
            t,
            th: number,
            id: caller,
            cpu: None,
        });
        let label = Label {
            what: What::Task,
            label: "block_on".into(),
            for_us: None,
            line,
            outer: None,
            timeouts: Vec::new(),
        };
        let event = self.events.len();
        let wait = self.wait(t, caller, &label);
        if let Some(Event::Wait { on, .. }) = self.events.get_mut(event) {
            on.push(main);
        }
        self.blocked.insert(made.id, (made.th, caller, wait));
    }

    /// The thread waits for another one. A thread by itself, or the first one
    /// outside a runtime, is left meanwhile: nobody else is kept waiting by it.
    /// A thread of a pool that waits for a thread is kept from other jobs.
    pub(super) fn park(
        &mut self,
        t: u64,
        index: usize,
        th: Th,
        id: Option<Id>,
        cpu: Option<u64>,
        addresses: &[u64],
    ) {
        if !self.facts.parks.contains(&index) {
            if let (Some(id), Some(cpu)) = (id, cpu) {
                *self.cpu.entry(id).or_default() += cpu;
            }
            return;
        }
        let task = match id {
            Some(id) => self.tasks.get(&id).copied(),
            None => self.main.filter(|_| th == FIRST),
        };
        let label = labels::of_park(addresses, self.program);
        let for_thread = label.as_ref().is_some_and(|it| it.what == What::Thread);
        let keeps = for_thread && id.is_some_and(|id| self.is_job(id));
        let Some(thread) = self.threads.get_mut(&th) else {
            return;
        };
        let Some(task) = task.filter(|task| thread.entered.last() == Some(task)) else {
            return;
        };
        let cpu = cpu.or((th == FIRST && id.is_none()).then_some(0));
        let Some(cpu) = cpu.filter(|_| !keeps) else {
            if let (Some(id), Some(cpu)) = (id, cpu) {
                *self.cpu.entry(id).or_default() += cpu;
            }
            return self.hold_in(t, th, task, label);
        };
        thread.entered.pop();
        let before = id.and_then(|id| self.cpu.remove(&id)).unwrap_or(0);
        self.events.push(Event::Leave {
            t,
            th: thread.number,
            id: task,
            cpu: id.map(|_| cpu + before),
        });
        let event = self.events.len();
        let parked = Parked {
            task,
            wait: label.as_ref().map(|label| self.wait(t, task, label)),
            join: label.filter(|it| it.label == "join").map(|_| event),
        };
        self.parked.insert(th, parked);
        self.ended = None;
    }

    fn is_job(&self, id: Id) -> bool {
        let fact = self.facts.tasks.get(&id);
        fact.is_some_and(|it| it.made.kind == "blocking")
    }

    /// A task that is being polled keeps its thread while it waits for another
    /// one: to those who share the thread this is the same as sleeping.
    fn hold_in(&mut self, t: u64, th: Th, task: TaskId, label: Option<Label>) {
        let (Some(thread), Some(label)) = (self.threads.get_mut(&th), label) else {
            return;
        };
        thread.holds += 1;
        thread.held = true;
        self.events.push(Event::Hold {
            t,
            th: thread.number,
            task: Some(task),
            label: label.label,
            for_us: None,
        });
    }

    pub(super) fn unpark(&mut self, t: u64, th: Th) {
        let held = self.threads.get_mut(&th);
        if held.is_some_and(|thread| std::mem::take(&mut thread.held)) {
            return self.free(t, th);
        }
        let Some(parked) = self.parked.remove(&th) else {
            return;
        };
        let event = parked.join.and_then(|event| self.events.get_mut(event));
        if let (Some(Event::Wait { on, .. }), Some(ended)) = (event, self.ended) {
            on.push(ended);
        }
        self.resume(t, th, parked.task);
        if let Some(id) = parked.wait {
            let how = Over::Ready;
            self.events.push(Event::Over { t, id, how });
        }
    }

    /// A thread goes on with what it had left.
    pub(super) fn resume(&mut self, t: u64, th: Th, id: TaskId) {
        let number = self.thread(t, th);
        self.events.push(Event::Enter { t, th: number, id });
        self.entered(th).push(id);
    }

    pub(super) fn hold(&mut self, t: u64, th: Th, task: Option<Id>, for_us: Option<u64>) {
        let task = self.task_on(th, task);
        let number = self.thread(t, th);
        self.events.push(Event::Hold {
            t,
            th: number,
            task,
            label: "thread::sleep".into(),
            for_us,
        });
        self.threads.get_mut(&th).expect("was met").holds += 1;
    }

    pub(super) fn free(&mut self, t: u64, th: Th) {
        if let Some(thread) = self.threads.get_mut(&th)
            && thread.holds > 0
        {
            thread.holds -= 1;
            self.events.push(Event::Free {
                t,
                th: thread.number,
            });
        }
    }
}
