//! What tasks wait for.

use trace::{Event, Over, TaskId, WaitId, What};

use super::{Begun, Emitter, Leaf};
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
        if label.label.starts_with("timeout") {
            self.timeouts.insert(op.id, label);
        }
    }

    pub(super) fn over(&mut self, t: u64, op: Id, how: Over) {
        let Some((id, owner)) = self.ops.remove(&op) else {
            return;
        };
        self.events.push(Event::Over { t, id, how });
        if let Some(timeout) = self.timeouts.remove(&op)
            && how == Over::Ready
        {
            self.elapsed(t, owner, &timeout);
        }
    }

    /// A timeout has elapsed: what was waited for inside of it is given up.
    fn elapsed(&mut self, t: u64, owner: Id, timeout: &Label) {
        let Some(place) = timeout.timeouts.first() else {
            return;
        };
        // Of two at the same place nobody knows which one it was.
        let mut others = self.timeouts.iter();
        let same = |label: &Label| label.timeouts.first() == Some(place);
        if others.any(|(op, label)| self.ops.get(op).is_some_and(|it| it.1 == owner) && same(label))
        {
            return;
        }
        let inside = |label: &Label| label.timeouts.contains(place);
        self.give_up(t, owner, inside);
        self.forget(owner, inside);
    }

    /// What has just been begun to be waited for is no longer waited for.
    fn forget(&mut self, id: Id, which: impl Fn(&Label) -> bool) {
        let begun = self.begun.entry(id).or_default();
        let gone = begun.extract_if(.., |it| which(&it.label));
        self.untold.extend(gone.map(|it| it.event));
    }

    /// A task has begun to wait for something that has no span.
    pub(super) fn leaf(&mut self, t: u64, id: Id, addresses: &[u64]) {
        let Some(task) = self.tasks.get(&id).copied() else {
            return;
        };
        if let Some(label) = labels::of_leaf(addresses, self.program) {
            self.is_at(t, id, label.outer);
            let event = self.events.len();
            let wait = self.wait(t, task, &label);
            let begun = Begun { wait, label, event };
            self.begun.entry(id).or_default().push(begun);
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
        self.forget(id, elsewhere);
    }

    /// Ends waits that have no span. What has come in the same poll, too late
    /// for another one, is ready.
    pub(super) fn give_up(&mut self, t: u64, id: Id, which: impl Fn(&Label) -> bool) {
        let open = self.leaves.entry(id).or_default();
        for leaf in open.extract_if(.., |leaf| which(&leaf.label)) {
            // The handle went with it: nobody can wait for that task any more.
            if let Some(Event::Wait { on, .. }) = self.events.get(leaf.event)
                && let Some(children) = self.children.get_mut(&id)
            {
                children.retain(|child| !on.contains(child));
            }
            self.events.push(Event::Over {
                t,
                id: leaf.wait,
                how: match leaf.ready {
                    true => Over::Ready,
                    false => Over::Dropped,
                },
            });
        }
    }

    /// A poll ends, and the task waits for what it has begun to wait for.
    pub(super) fn wait_on(&mut self, id: Id, is_over: bool) {
        let silent_ends = self.silent_ends.remove(&id).unwrap_or_default();
        if is_over {
            return self.forget(id, |_| true);
        }
        // Some keep the waker anew in each poll. Tasks keep it once, and
        // several may be waited for in one line.
        let open = self.leaves.get(&id).map_or(&[][..], Vec::as_slice);
        let known: Vec<Label> = open.iter().map(|it| it.label.clone()).collect();
        self.forget(id, |it| it.what != What::Task && known.contains(it));
        let mut begun = self.begun.remove(&id).unwrap_or_default();
        let mut seen: Vec<&Label> = Vec::new();
        let twice = begun.iter().map(|it| {
            let twice = it.label.what != What::Task && seen.contains(&&it.label);
            seen.push(&it.label);
            twice
        });
        let twice: Vec<bool> = twice.collect();
        let mut twice = twice.into_iter();
        let gone = begun.extract_if(.., |_| twice.next().unwrap_or(false));
        self.untold.extend(gone.map(|it| it.event));
        // A task that ends while its handle is polled wakes nobody: the poll
        // sees it, and goes on.
        for end in silent_ends {
            let seen = begun.iter().position(|it| {
                let again = |later: &Begun| later.event > end && later.label == it.label;
                it.label.what == What::Task && begun.iter().any(again)
            });
            if let Some(seen) = seen {
                self.untold.insert(begun.remove(seen).event);
            }
        }
        self.name_tasks(id, &begun);
        let leaves = begun.into_iter().map(|it| Leaf {
            wait: it.wait,
            label: it.label,
            ready: false,
            event: it.event,
        });
        self.leaves.entry(id).or_default().extend(leaves);
    }

    /// Says which tasks are waited for, where only one answer is possible: there
    /// are as many as the task has made and not yet waited for.
    fn name_tasks(&mut self, id: Id, begun: &[Begun]) {
        let handles: Vec<usize> = begun
            .iter()
            .filter(|it| it.label.label == "await")
            .map(|it| it.event)
            .collect();
        let open = self.leaves.get(&id).map_or(&[][..], Vec::as_slice);
        let on = |leaf: &Leaf| match self.events.get(leaf.event) {
            Some(Event::Wait { on, .. }) => on.clone(),
            _ => Vec::new(),
        };
        let awaited: Vec<TaskId> = open.iter().flat_map(on).collect();
        if open
            .iter()
            .any(|it| it.label.what == What::Task && on(it).is_empty())
        {
            return;
        }
        let living = self.children.get(&id).map_or(&[][..], Vec::as_slice);
        let left: Vec<TaskId> = living
            .iter()
            .copied()
            .filter(|it| !awaited.contains(it))
            .collect();
        if left.len() != handles.len() {
            return;
        }
        for (event, task) in handles.into_iter().zip(left) {
            if let Some(Event::Wait { on, .. }) = self.events.get_mut(event) {
                on.push(task);
            }
        }
    }

    /// A poll begins: what the task waited for without a span is ready, unless
    /// the poll is for another reason.
    pub(super) fn awake(&mut self, t: u64, index: usize, id: Id) {
        self.silent_ends.remove(&id);
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
        let is_task = |leaf: &Leaf| leaf.label.what == What::Task;
        let on = |leaf: &Leaf| match self.events.get(leaf.event) {
            Some(Event::Wait { on, .. }) => on.first().copied(),
            _ => None,
        };
        // Who was thought to be waited for, or else the first.
        let waits = |leaf: &&Leaf| !leaf.ready && is_task(leaf);
        let found = ended.and_then(|ended| {
            let named = |it: &(usize, &Leaf), name| waits(&it.1) && on(it.1) == name;
            let leaves = || open.iter().enumerate();
            leaves()
                .find(|it| named(it, Some(ended)))
                .or_else(|| leaves().find(|it| named(it, None)))
                .or_else(|| leaves().find(|it| waits(&it.1)))
                .map(|it| it.0)
        });
        if let (Some(ended), Some(index)) = (ended, found) {
            open[index].ready = true;
            if let Some(Event::Wait { on, .. }) = self.events.get_mut(open[index].event) {
                *on = vec![ended];
            }
        } else if by.is_some()
            && let Some(leaf) = open.iter_mut().find(|leaf| !leaf.ready && !is_task(leaf))
        {
            leaf.ready = true;
        }
        self.events.push(Event::Wake { t, task, by });
    }
}
