//! What every open page should know: which build it is, and what is wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tokio::sync::watch;

/// The state of the book while it is served.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Counts the builds that succeeded. A page of another build reloads.
    pub(crate) version: u64,
    /// The folder of that build; none before the first that succeeds.
    pub(crate) site: Option<PathBuf>,
    /// Why the last build failed.
    pub(crate) broken: Option<String>,
    /// What listings do that the files beside them do not say, by listing.
    pub(crate) stale: BTreeMap<String, String>,
}

impl State {
    /// Everything that is wrong, for people to read.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.broken
            .iter()
            .chain(self.stale.values())
            .cloned()
            .collect()
    }
}

/// The state, shared by builder, checker and server.
#[derive(Debug)]
pub(crate) struct Status(watch::Sender<State>);

impl Status {
    pub(crate) fn new() -> Status {
        Status(watch::Sender::new(State::default()))
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
