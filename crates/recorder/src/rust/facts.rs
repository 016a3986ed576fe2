//! What has to be known of a whole run before its first event can be told.

mod ends;

use std::collections::{BTreeMap, BTreeSet};

use super::raw::{Id, Line, Made, Op, Th, What};
use super::{Program, labels};

/// A thread that waits shorter than this, in microseconds, does not wait.
const PARKED_MIN: u64 = 1_000;

/// All that is known of something that runs.
pub(crate) struct Fact<'a> {
    pub(crate) made: &'a Made,
    /// The polls, without the drop of the future.
    pub(crate) polls: Vec<Poll>,
    /// The drop of its future: where it begins and ends.
    pub(crate) dropped: Option<(usize, usize)>,
    /// Whether something happens in that drop that a reader can see.
    pub(crate) drop_shows: bool,
    /// The program's function that waits in it, if a library made the task.
    pub(crate) runs: Option<String>,
    /// Whether it is in the recording.
    pub(crate) kept: bool,
    pub(crate) end: End,
}

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Never,
    Finished,
    Cancelled,
    Failed,
}

/// One poll.
pub(crate) struct Poll {
    /// The index of the line that begins it.
    pub(crate) begin: usize,
    /// The index of the line that ends it, unless it never ended.
    pub(crate) end: Option<usize>,
    th: Th,
    /// Whether something with spans became ready in it.
    pub(crate) readied: bool,
    /// Whether it began to wait for something.
    pub(crate) waits: bool,
    panicked: bool,
}

/// What is known of a run.
pub(crate) struct Facts<'a> {
    pub(crate) tasks: BTreeMap<Id, Fact<'a>>,
    /// The threads of a runtime's workers.
    pub(crate) workers: BTreeSet<Th>,
    /// The threads of pools for blocking jobs.
    pub(crate) pools: BTreeSet<Th>,
    /// Whether the first thread does something outside of a runtime.
    pub(crate) main_shows: bool,
    /// The lines at which a thread begins to wait for long.
    pub(crate) parks: BTreeSet<usize>,
    /// For each task, the lines at which it is waked by one that has ended.
    pub(crate) ended_by: BTreeMap<usize, Id>,
    /// The tasks whose end woke another.
    pub(crate) woke: BTreeSet<Id>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(lines: &'a [Line], program: &Program<'_>) -> Facts<'a> {
        let mut facts = Facts {
            tasks: BTreeMap::new(),
            workers: BTreeSet::new(),
            pools: BTreeSet::new(),
            main_shows: false,
            parks: BTreeSet::new(),
            ended_by: BTreeMap::new(),
            woke: BTreeSet::new(),
        };
        facts.collect(lines);
        facts.find_parks(lines);
        facts.find_drops(lines);
        facts.find_ends(lines, program);
        facts.choose(lines, program);
        facts
    }

    fn collect(&mut self, lines: &'a [Line]) {
        let mut just_gone: BTreeMap<Th, Id> = BTreeMap::new();
        let mut owners: BTreeMap<Id, Option<Id>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            match &line.what {
                What::Task(made) => {
                    self.tasks.insert(made.id, Fact::new(made));
                }
                What::In { th, id } => {
                    let kind = self.tasks.get(id).map(|it| it.made.kind.as_str());
                    match kind {
                        Some("worker") => drop(self.workers.insert(*th)),
                        Some("blocking") => drop(self.pools.insert(*th)),
                        _ => {}
                    }
                    self.begin(*id, index, *th);
                }
                What::Out { id, panic, .. } => self.finish(*id, index, panic.is_some()),
                What::Op(op) => {
                    owners.insert(op.id, op.task);
                    self.running(op.task, |poll| poll.waits = true);
                }
                What::Leaf { task, .. } => self.running(Some(*task), |poll| poll.waits = true),
                What::Rdy { id } => {
                    let owner = owners.get(id).copied().flatten();
                    self.running(owner, |poll| poll.readied = true);
                }
                // A thread that runs a pool's jobs counts as nobody.
                What::Wake { th, by, .. } if self.is_nobody(*by) => {
                    if let Some(gone) = just_gone.get(th) {
                        self.ended_by.insert(index, *gone);
                        self.woke.insert(*gone);
                    }
                }
                _ => {}
            }
            // Whoever waits for a task is woken right after it is gone.
            match &line.what {
                What::Gone { th, id, .. } => drop(just_gone.insert(*th, *id)),
                What::In { th, .. } | What::Print { th, .. } => drop(just_gone.remove(th)),
                _ => {}
            }
        }
    }

    fn is_nobody(&self, task: Option<Id>) -> bool {
        let fact = task.and_then(|task| self.tasks.get(&task));
        fact.is_none_or(|fact| matches!(fact.made.kind.as_str(), "thread" | "worker"))
    }

    fn find_parks(&mut self, lines: &[Line]) {
        let mut open: BTreeMap<Th, usize> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            match &line.what {
                What::Park { th, .. } => drop(open.insert(*th, index)),
                What::Unpark { th, .. } => {
                    if let Some(begin) = open.remove(th)
                        && line.at - lines[begin].at >= PARKED_MIN
                    {
                        self.parks.insert(begin);
                    }
                }
                _ => {}
            }
        }
        // These wait still.
        self.parks.extend(open.values());
    }

    fn begin(&mut self, id: Id, begin: usize, th: Th) {
        if let Some(fact) = self.tasks.get_mut(&id) {
            fact.polls.push(Poll {
                begin,
                end: None,
                th,
                readied: false,
                waits: false,
                panicked: false,
            });
        }
    }

    fn finish(&mut self, id: Id, end: usize, panicked: bool) {
        let fact = self.tasks.get_mut(&id);
        if let Some(poll) = fact.and_then(|fact| fact.polls.last_mut()) {
            poll.end = Some(end);
            poll.panicked = panicked;
        }
    }

    /// Notes something about the poll that the task is in.
    fn running(&mut self, task: Option<Id>, note: impl FnOnce(&mut Poll)) {
        let fact = task.and_then(|task| self.tasks.get_mut(&task));
        let poll = fact.and_then(|fact| fact.polls.last_mut());
        if let Some(poll) = poll.filter(|poll| poll.end.is_none()) {
            note(poll);
        }
    }

    /// What is in the recording: what the program itself has made, and what
    /// does something in which the program is seen.
    fn choose(&mut self, lines: &[Line], program: &Program<'_>) {
        let pool_threads: BTreeSet<Th> = self.workers.union(&self.pools).copied().collect();
        for fact in self.tasks.values_mut() {
            fact.kept = match fact.made.kind.as_str() {
                "worker" => false,
                "thread" => {
                    !fact
                        .polls
                        .iter()
                        .any(|poll| pool_threads.contains(&poll.th))
                        && !labels::is_of_runtime(&fact.made.pc, program)
                }
                _ => fact.made.file == program.file,
            };
        }
        let mut visible = Vec::new();
        let mut main_over = false;
        for line in lines {
            match &line.what {
                What::Print {
                    task: Some(task), ..
                }
                | What::Hold {
                    task: Some(task), ..
                } => {
                    visible.push(*task);
                }
                // A library made the task, of a future of the program.
                What::Op(Op {
                    task: Some(task),
                    pc,
                    ..
                })
                | What::Leaf { task, pc } => {
                    let fact = self.tasks.get_mut(task).filter(|it| it.runs.is_none());
                    if let Some(fact) = fact
                        && let Some(function) = labels::outer_function(pc, program)
                    {
                        fact.runs = Some(function);
                        visible.push(*task);
                    }
                }
                What::Print {
                    th: 1,
                    task: None,
                    fd,
                    ..
                } => {
                    // What Rust prints for a `main` that returns an error
                    // belongs to the runtime's `main` which returned it.
                    self.main_shows |= *fd == 1 || !main_over;
                }
                What::Hold {
                    th: 1, task: None, ..
                } => self.main_shows = true,
                What::Gone { id, .. } => {
                    let fact = self.tasks.get(id);
                    main_over |= fact.is_some_and(|fact| fact.made.kind == "block_on");
                }
                _ => {}
            }
        }
        let kept = self.tasks.values().filter(|fact| fact.kept);
        visible.extend(kept.filter_map(|fact| fact.made.by));
        for id in visible {
            if let Some(fact) = self.tasks.get_mut(&id)
                && !matches!(fact.made.kind.as_str(), "worker" | "thread")
            {
                fact.kept = true;
            }
        }
    }

    /// The task itself, or the next one outwards that is in the recording.
    pub(crate) fn visible(&self, task: Option<Id>) -> Option<Id> {
        let mut task = task?;
        loop {
            let fact = self.tasks.get(&task)?;
            if fact.kept {
                return Some(task);
            }
            // A runtime's tasks are made by nobody, or by an older one.
            task = fact.made.by.filter(|by| *by < task)?;
        }
    }
}

impl<'a> Fact<'a> {
    fn new(made: &'a Made) -> Fact<'a> {
        Fact {
            made,
            polls: Vec::new(),
            dropped: None,
            drop_shows: false,
            runs: None,
            kept: false,
            end: End::Never,
        }
    }

    /// The poll that begins at the line.
    pub(crate) fn poll(&self, begin: usize) -> Option<&Poll> {
        let index = self
            .polls
            .binary_search_by_key(&begin, |it| it.begin)
            .ok()?;
        self.polls.get(index)
    }
}
