//! A handle that stops a run, from any thread and at any point.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Whoever waits on behalf of a run, to be told that it is stopped.
type Wakers = Vec<(u64, Box<dyn Fn() + Send>)>;

/// Every run that goes on, for [`stop_all`].
static RUNS: Mutex<Vec<(u64, Stop)>> = Mutex::new(Vec::new());

/// Names wakers and runs.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Stops one run.
#[derive(Clone, Default)]
pub struct Stop {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    stopped: AtomicBool,
    wakers: Mutex<Wakers>,
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stop").field(&self.is_stopped()).finish()
    }
}

impl Stop {
    /// For a run that has yet to begin.
    pub fn new() -> Stop {
        Stop::default()
    }

    /// Ends the run, wherever it is. It is told as stopped if it had not ended.
    pub fn stop(&self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        for (_, wake) in lock(&self.shared.wakers).iter() {
            wake();
        }
    }

    /// Whether somebody called [`stop`](Stop::stop).
    pub fn is_stopped(&self) -> bool {
        self.shared.stopped.load(Ordering::SeqCst)
    }

    /// Calls `wake` at the stop, or at once if that was before, until what is
    /// returned is dropped. Nobody may hold a lock meanwhile that `wake` takes.
    pub(super) fn on_stop(&self, wake: impl Fn() + Send + 'static) -> Undo {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut wakers = lock(&self.shared.wakers);
        if self.is_stopped() {
            wake();
        }
        wakers.push((id, Box::new(wake)));
        drop(wakers);
        let shared = self.shared.clone();
        Undo::new(move || lock(&shared.wakers).retain(|it| it.0 != id))
    }

    /// Lets [`stop_all`] stop this run, until what is returned is dropped.
    pub(super) fn listed(&self) -> Undo {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        lock(&RUNS).push((id, self.clone()));
        Undo::new(move || lock(&RUNS).retain(|it| it.0 != id))
    }
}

/// Stops every run of this process.
pub(crate) fn stop_all() {
    let runs: Vec<Stop> = lock(&RUNS).iter().map(|it| it.1.clone()).collect();
    runs.iter().for_each(Stop::stop);
}

/// Calls a function when it is dropped.
pub(super) struct Undo(Option<Box<dyn FnOnce() + Send>>);

impl Undo {
    fn new(undo: impl FnOnce() + Send + 'static) -> Undo {
        Undo(Some(Box::new(undo)))
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        if let Some(undo) = self.0.take() {
            undo();
        }
    }
}

/// What a thread that panicked left behind is still a list or a number.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_is_woken_even_if_it_came_later() {
        let (stop, woken) = (Stop::new(), Arc::new(AtomicU64::new(0)));
        let count = |woken: &Arc<AtomicU64>| {
            let woken = woken.clone();
            move || {
                woken.fetch_add(1, Ordering::SeqCst);
            }
        };
        drop(stop.on_stop(count(&woken)));
        let _before = stop.on_stop(count(&woken));
        stop.stop();
        let _after = stop.on_stop(count(&woken));
        assert_eq!(woken.load(Ordering::SeqCst), 2);
    }
}
