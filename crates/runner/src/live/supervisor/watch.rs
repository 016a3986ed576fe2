//! What ends a step from outside: limits, a stop, the end of the server.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::system::Running;
use crate::live::event::How;
use crate::live::limits::{Limits, mib};
use crate::live::stop::lock;

/// How often memory and processes are counted. In that time a program can get
/// a tenth of a gigabyte from the system, or start some hundred processes.
#[cfg(target_os = "linux")]
const LOOK: Duration = Duration::from_millis(20);

/// Elsewhere only the time is watched.
#[cfg(not(target_os = "linux"))]
const LOOK: Duration = Duration::from_secs(3600);

/// Ends the step that runs, and remembers why.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    running: Option<Running>,
    cause: Option<How>,
}

impl Watch {
    /// Kills what runs and lets nothing start. The first cause counts.
    pub(super) fn end(&self, cause: How) {
        let mut state = lock(&self.0);
        state.cause.get_or_insert(cause);
        if let Some(running) = &state.running {
            running.kill();
        }
    }

    /// As [`end`](Watch::end), if the step still runs.
    fn end_running(&self, cause: How) {
        let mut state = lock(&self.0);
        if let Some(running) = &state.running {
            running.kill();
            state.cause.get_or_insert(cause);
        }
    }

    /// Why nothing may run any more, if so.
    pub(super) fn cause(&self) -> Option<How> {
        self.state().cause.clone()
    }

    /// Starts a step, unless something says that it may not.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub(super) fn start<T>(
        &self,
        start: impl FnOnce() -> Result<(Running, T)>,
    ) -> Result<Option<(Running, T)>> {
        let mut state = self.state();
        if state.cause.is_some() {
            return Ok(None);
        }
        let (running, more) = start()?;
        state.running = Some(running.clone());
        Ok(Some((running, more)))
    }

    /// The step has ended: its number may soon be another's.
    pub(super) fn over(&self) {
        self.state().running = None;
    }

    /// Ends the step when it meets a limit; returns when `over` is closed.
    pub(super) fn limits(&self, time: Duration, limits: &Limits, over: &Receiver<()>) {
        let deadline = Instant::now() + time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if over.recv_timeout(left.min(LOOK)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let cause = match Instant::now() >= deadline {
                true => Some(How::Time {
                    limit: time.as_secs(),
                }),
                false => too_much(limits),
            };
            if let Some(cause) = cause {
                self.end_running(cause);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0)
    }
}

/// The limit of what all processes together may use, if they use more.
#[cfg(target_os = "linux")]
fn too_much(limits: &Limits) -> Option<How> {
    let processes = super::descendants::descendants();
    let memory: u64 = processes.iter().map(|it| it.memory).sum();
    if processes.len() > limits.processes {
        let limit = limits.processes;
        return Some(How::Processes { limit });
    }
    let limit = mib(limits.memory);
    (memory > limits.memory).then_some(How::Memory { limit })
}

#[cfg(not(target_os = "linux"))]
fn too_much(_limits: &Limits) -> Option<How> {
    None
}
