//! Builds the kit in the background, and again when it is out of date.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::event::KitState;
use super::stop::{Stop, lock};
use crate::kit::{Kit, Progress};

/// Where the kit comes from.
pub(super) struct Kitchen {
    root: PathBuf,
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// What there is. A build that is asked for is one that has begun.
enum State {
    Building(Progress),
    Ready(Ready),
    Failed(String),
}

/// A kit that was up to date.
struct Ready {
    kit: Arc<Kit>,
    /// Of what it was built from.
    key: String,
    /// Of what was built. Another server may build it anew.
    identity: String,
}

/// A kit and its identity.
pub(super) type Cooked = (Arc<Kit>, String);

impl Kitchen {
    /// Starts to build the kit of the workspace at `root`.
    ///
    /// # Errors
    ///
    /// If no thread can be started.
    pub(super) fn start(
        root: &Path,
        changed: impl FnMut(KitState) + Send + 'static,
    ) -> Result<Kitchen> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::Building(Progress::default())),
            changed: Condvar::new(),
        });
        let (root, cook) = (root.to_path_buf(), shared.clone());
        let at = root.clone();
        thread::Builder::new()
            .name("kit".into())
            .spawn(move || cook.work(&at, changed))
            .context("cannot start a thread for the kit")?;
        Ok(Kitchen { root, shared })
    }

    /// Waits for a kit that is up to date, and tells how far it is. None if it
    /// is stopped first.
    ///
    /// # Errors
    ///
    /// If it cannot be built. The next one who asks lets it be tried again.
    pub(super) fn kit(
        &self,
        stop: &Stop,
        mut tell: impl FnMut(Progress),
    ) -> Result<Option<Cooked>> {
        let shared = self.shared.clone();
        let _waker = stop.on_stop(move || {
            drop(lock(&shared.state));
            shared.changed.notify_all();
        });
        self.ask_again(&Kit::key(&self.root)?);
        let mut told = None;
        loop {
            match self.shared.step(told.as_ref(), stop) {
                Step::Preparing(progress) => {
                    tell(progress.clone());
                    told = Some(progress);
                }
                Step::Ready(cooked) => return Ok(Some(cooked)),
                Step::Failed(text) => return Err(anyhow!(text)),
                Step::Stopped => return Ok(None),
            }
        }
    }

    /// Lets the kit be built if what is there is of no use.
    fn ask_again(&self, wanted: &str) {
        let mut state = lock(&self.shared.state);
        let of_use = match &*state {
            State::Building(_) => true,
            State::Ready(it) => {
                it.key == wanted && it.kit.identity().is_ok_and(|now| now == it.identity)
            }
            State::Failed(_) => false,
        };
        if !of_use {
            *state = State::Building(Progress::default());
            self.shared.changed.notify_all();
        }
    }
}

impl Shared {
    /// Builds whenever that is asked for.
    fn work(&self, root: &Path, mut changed: impl FnMut(KitState)) {
        loop {
            changed(KitState::Building(Progress::default()));
            let built = self.build(root, &mut changed);
            let (state, told) = match built {
                Ok(ready) => {
                    let version = ready.kit.version.clone();
                    (State::Ready(ready), KitState::Ready { version })
                }
                Err(error) => {
                    let text = format!("{error:#}");
                    (State::Failed(text.clone()), KitState::Failed { text })
                }
            };
            // First the one who knows the terminal, then those who wait.
            changed(told);
            let mut now = lock(&self.state);
            *now = state;
            self.changed.notify_all();
            while !matches!(*now, State::Building(_)) {
                let woken = self.changed.wait(now);
                now = woken.unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// The key is taken first: what changes meanwhile is found out of date.
    fn build(&self, root: &Path, changed: &mut impl FnMut(KitState)) -> Result<Ready> {
        let key = Kit::key(root)?;
        let kit = Kit::ready_telling(root, &mut |progress| {
            *lock(&self.state) = State::Building(progress.clone());
            self.changed.notify_all();
            changed(KitState::Building(progress));
        })?;
        Ok(Ready {
            identity: kit.identity()?,
            kit: Arc::new(kit),
            key,
        })
    }

    /// Waits until there is something other than what was told.
    fn step(&self, told: Option<&Progress>, stop: &Stop) -> Step {
        let mut state = lock(&self.state);
        loop {
            match &*state {
                _ if stop.is_stopped() => return Step::Stopped,
                State::Ready(it) => return Step::Ready((it.kit.clone(), it.identity.clone())),
                State::Failed(text) => return Step::Failed(text.clone()),
                State::Building(progress) if told != Some(progress) => {
                    return Step::Preparing(progress.clone());
                }
                State::Building(_) => {}
            }
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

enum Step {
    Preparing(Progress),
    Ready(Cooked),
    Failed(String),
    Stopped,
}
