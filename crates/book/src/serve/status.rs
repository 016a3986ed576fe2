//! What every open page should know: which build it is, and what is wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use runner::{KitState, Progress};
use tokio::sync::watch;

/// The state of the book while it is served.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Grows with each build that succeeds, from the time of the start: a page
    /// of another build, or of another `cargo book`, reloads.
    pub(crate) version: u64,
    /// The folder of that build; none before the first that succeeds.
    pub(crate) site: Option<PathBuf>,
    /// Why the last build failed.
    pub(crate) broken: Option<String>,
    /// Why the pages of that build cannot be searched.
    pub(crate) unsearchable: Option<String>,
    /// What listings do that the files beside them do not say, by listing.
    pub(crate) stale: BTreeMap<String, String>,
    /// Whether Rust programs can be run.
    pub(crate) kit: KitState,
}

impl State {
    /// Everything that is wrong, for people to read.
    pub(crate) fn problems(&self) -> Vec<String> {
        let unsearchable = self.unsearchable.as_ref();
        let unsearchable = unsearchable.map(|it| format!("the pages cannot be searched: {it}"));
        let others = self.broken.iter().chain(self.stale.values()).cloned();
        others.chain(unsearchable).collect()
    }
}

/// The state, shared by builder, checker and server.
#[derive(Debug)]
pub(crate) struct Status(watch::Sender<State>);

impl Status {
    pub(crate) fn new() -> Status {
        let start = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        // Seconds: a script can hold the number without loss.
        let version = start.as_secs();
        Status(watch::Sender::new(State {
            version,
            site: None,
            broken: None,
            unsearchable: None,
            stale: BTreeMap::new(),
            kit: KitState::Building(Progress::default()),
        }))
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        self.0.send_modify(change);
    }

    pub(crate) fn now(&self) -> State {
        self.0.borrow().clone()
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<State> {
        self.0.subscribe()
    }
}
