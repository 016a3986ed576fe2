//! What tasks wait for.

use trace::{Event, Over, TaskId, WaitId};

use super::{Emitter, End, Leaf};
use crate::rust::labels::{self, Label};
use crate::rust::raw::{Id, Op};

impl Emitter<'_> {
    pub(super) fn wait(&mut self, t: u64, task: TaskId, label: &Label) -> WaitId {
        self.waits += 1;
        self.events.push(Event::Wait {
            t,
            id: self.waits,
            task,
            what: label.what,
            label: label.label.clone(),
            for_us: label.for_us,
            line: label.line,
            on: Vec::new(),
        });
        self.waits
    }

    pub(super) fn op(&mut self, t: u64, op: &Op) {
        let owner = self.facts.visible(op.task);
        let (Some(owner), Some(task)) = (owner, self.task(op.task)) else {
            return;
        };
        let Some(label) = labels::of_op(op, self.program) else {
            return;
        };
        self.is_at(t, owner, label.outer);
        let wait = self.wait(t, task, &label);
        self.ops.insert(op.id, (wait, owner));
    }

    pub(super) fn over(&mut self, t: u64, op: Id, how: Over) {
        if let Some((id, _)) = self.ops.remove(&op) {
            self.events.push(Event::Over { t, id, how });
        }
    }

    /// A task has begun to wait for something that has no span.
    pub(super) fn leaf(&mut self, t: u64, id: Id, addresses: &[u64]) {
        if !self.tasks.contains_key(&id) {
            return;
        }
        if let Some(label) = labels::of_leaf(addresses, self.program) {
            self.is_at(t, id, label.outer);
            self.begun.entry(id).or_default().push(label);
        }
    }

    /// The task itself is at that line. What it waited for elsewhere and was
    /// not ready, it has given up: it could not have come here otherwise.
    pub(super) fn is_at(&mut self, t: u64, id: Id, line: Option<u32>) {
        let Some(line) = line else {
            return;
        };
        let elsewhere = |label: &Label| label.outer.is_some_and(|outer| outer != line);
        self.give_up(t, id, elsewhere);
        if let Some(begun) = self.begun.get_mut(&id) {
            begun.retain(|label| !elsewhere(label));
        }
    }

    /// Ends waits that have no span.
    pub(super) fn give_up(&mut self, t: u64, id: Id, which: impl Fn(&Label) -> bool) {
        let open = self.leaves.entry(id).or_default();
        for leaf in open.extract_if(.., |leaf| which(&leaf.label)) {
            self.events.push(Event::Over {
                t,
                id: leaf.wait,
                how: Over::Dropped,
            });
        }
    }

    /// A poll ends, and the task waits for what it has begun to wait for.
    pub(super) fn wait_on(&mut self, t: u64, id: Id, task: TaskId) {
        let begun = self.begun.remove(&id).unwrap_or_default();
        let is_over = self.facts.tasks.get(&id).is_some_and(|fact| {
            let last = fact.polls.last().and_then(|poll| poll.end);
            fact.dropped.is_some() && last.is_some_and(|last| self.lines[last].at <= t)
        });
        if is_over
            && self
                .facts
                .tasks
                .get(&id)
                .is_some_and(|it| it.end != End::Cancelled)
        {
            return;
        }
        for label in begun {
            // Some keep the waker anew in each poll. Tasks keep it once, and
            // several may be waited for in one line.
            let same = |leaf: &Leaf| leaf.label == label;
            let open = self.leaves.entry(id).or_default();
            if label.what != trace::What::Task && open.iter().any(same) {
                continue;
            }
            let event = self.events.len();
            let wait = self.wait(t, task, &label);
            self.leaves.entry(id).or_default().push(Leaf {
                wait,
                label,
                ready: false,
                event,
            });
        }
    }

    /// A poll begins: what the task waited for without a span is ready, unless
    /// the poll is for another reason.
    pub(super) fn awake(&mut self, t: u64, index: usize, id: Id) {
        let Some(fact) = self.facts.tasks.get(&id) else {
            return;
        };
        let (Some(poll), Some(last)) = (fact.poll(index), fact.polls.last()) else {
            return;
        };
        let open = self.leaves.entry(id).or_default();
        let goes_on = last.begin != index;
        let is_known = open.iter().any(|leaf| leaf.ready);
        if !is_known && !poll.readied {
            // It waits on, and for nothing new: for the others of what it had.
            let count = match goes_on && !poll.waits {
                true => 1,
                false => open.len(),
            };
            open.iter_mut()
                .take(count)
                .for_each(|leaf| leaf.ready = true);
        }
        for leaf in open.extract_if(.., |leaf| leaf.ready) {
            self.events.push(Event::Over {
                t,
                id: leaf.wait,
                how: Over::Ready,
            });
        }
    }

    pub(super) fn wake(&mut self, t: u64, index: usize, id: Id, by: Option<Id>) {
        let Some(task) = self.tasks.get(&id).copied() else {
            return;
        };
        let ended = self.facts.ended_by.get(&index);
        let ended = ended.and_then(|it| self.tasks.get(it)).copied();
        // Not whom it runs for: a pool's thread runs for nobody.
        let by = by.and_then(|by| self.tasks.get(&by)).copied();
        let open = self.leaves.entry(id).or_default();
        let is_task = |leaf: &Leaf| leaf.label.what == trace::What::Task;
        if let Some(ended) = ended
            && let Some(leaf) = open.iter_mut().find(|leaf| !leaf.ready && is_task(leaf))
        {
            leaf.ready = true;
            if let Some(Event::Wait { on, .. }) = self.events.get_mut(leaf.event) {
                on.push(ended);
            }
        } else if by.is_some()
            && let Some(leaf) = open.iter_mut().find(|leaf| !leaf.ready && !is_task(leaf))
        {
            leaf.ready = true;
        }
        self.events.push(Event::Wake { t, task, by });
    }
}
