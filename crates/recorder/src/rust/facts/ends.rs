//! How tasks end.

use std::collections::{BTreeMap, BTreeSet};

use super::{End, Fact, Facts};
use crate::rust::raw::{Id, Line, What};
use crate::rust::{Program, labels};

/// A future that is dropped longer than this after its last poll was not done.
/// Only for runs without stacks.
const SOON: u64 = 100;

impl Facts<'_> {
    /// The drop of a future is entered and left as a poll is, directly before
    /// the task is gone.
    pub(super) fn find_drops(&mut self, lines: &[Line]) {
        let cut = lines.iter().position(|line| matches!(line.what, What::Cut));
        for (index, line) in lines.iter().enumerate() {
            let What::Gone { th, id, .. } = &line.what else {
                continue;
            };
            if cut.is_some_and(|cut| cut < index) {
                continue; // The drop itself may not be there.
            }
            let Some(fact) = self.tasks.get_mut(id) else {
                continue;
            };
            if fact.made.kind == "thread" {
                continue;
            }
            if let Some(poll) = fact.polls.pop_if(|it| it.th == *th && it.end.is_some()) {
                let end = poll.end.unwrap_or(poll.begin);
                fact.drop_shows = lines[poll.begin..end].iter().any(|line| match &line.what {
                    What::Print { task, .. } | What::Hold { task, .. } => *task == Some(*id),
                    _ => false,
                });
                fact.dropped = Some((poll.begin, end));
            }
        }
    }

    pub(super) fn find_ends(&mut self, lines: &[Line], program: &Program<'_>) {
        let mut open: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        let mut owners: BTreeMap<Id, Id> = BTreeMap::new();
        let mut panicked: BTreeSet<Id> = BTreeSet::new();
        for (index, line) in lines.iter().enumerate() {
            match &line.what {
                What::Op(op) => {
                    if let Some(task) = op.task {
                        owners.insert(op.id, task);
                        open.entry(task).or_default().insert(op.id);
                    }
                }
                What::Rdy { id } | What::Drop { id } => {
                    let owner = owners.get(id).copied();
                    let fact = owner.and_then(|owner| self.tasks.get(&owner));
                    let dropping = fact.and_then(|fact| fact.dropped);
                    // Dropped with the task: it was still waiting for this.
                    if !dropping.is_some_and(|(begin, end)| (begin..end).contains(&index)) {
                        owner.and_then(|owner| Some(open.get_mut(&owner)?.remove(id)));
                    }
                }
                What::Print {
                    task: Some(task),
                    fd: 2,
                    text,
                    ..
                } if text.contains(" panicked at ") => {
                    panicked.insert(*task);
                }
                What::Gone { id, pc, .. } => {
                    let waits = open.get(id).is_some_and(|open| !open.is_empty());
                    if let Some(fact) = self.tasks.get_mut(id) {
                        fact.end = end(fact, waits, panicked.contains(id), || {
                            was_cancelled(lines, fact, pc, program)
                        });
                    }
                }
                _ => {}
            }
        }
    }
}

fn end(fact: &Fact<'_>, waits: bool, panicked: bool, cancelled: impl FnOnce() -> bool) -> End {
    let kind = fact.made.kind.as_str();
    let unwound = fact.polls.iter().any(|poll| poll.panicked);
    if unwound || (kind == "thread" && panicked) {
        End::Failed
    } else if matches!(kind, "thread" | "block_on") {
        End::Finished
    } else if fact.polls.is_empty() && fact.dropped.is_some() {
        End::Cancelled
    } else if kind == "blocking" {
        End::Finished
    } else if waits || cancelled() {
        End::Cancelled
    } else {
        End::Finished
    }
}

/// Whether the future was dropped before it was done: the stack has the
/// function of tokio that does so.
fn was_cancelled(lines: &[Line], fact: &Fact<'_>, pc: &[u64], program: &Program<'_>) -> bool {
    let stack = labels::stack(program, pc);
    let has = |name: &str| stack.iter().any(|frame| frame.function.contains(name));
    if has("cancel_task") || has("shutdown") {
        return true;
    }
    // It was polled, was done, and the same function dropped it.
    if has("poll_future") || has("poll_inner") {
        return false;
    }
    let last = fact.polls.last().and_then(|poll| poll.end);
    let (Some(last), Some((drop, _))) = (last, fact.dropped) else {
        return false;
    };
    lines[drop].at - lines[last].at > SOON
}
