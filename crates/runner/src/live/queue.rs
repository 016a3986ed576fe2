//! A few runs at once; the others wait in the order in which they came.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::stop::{Stop, lock};

/// The runs that go on, and those that wait.
pub(super) struct Queue {
    at_once: usize,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    line: Mutex<Line>,
    changed: Condvar,
}

#[derive(Default)]
struct Line {
    running: usize,
    /// The tickets of those that wait, the next one first.
    waiting: VecDeque<u64>,
    tickets: u64,
}

/// The right to run, until it is dropped.
pub(super) struct Turn(Arc<Shared>);

impl Drop for Turn {
    fn drop(&mut self) {
        lock(&self.0.line).running -= 1;
        self.0.changed.notify_all();
    }
}

impl Queue {
    pub(super) fn new(at_once: usize) -> Queue {
        Queue {
            at_once: at_once.max(1),
            shared: Arc::default(),
        }
    }

    /// Waits for a turn. Tells, whenever it changes, how many runs have to end
    /// before this one begins. None if it is stopped first.
    pub(super) fn enter(&self, stop: &Stop, mut tell: impl FnMut(usize)) -> Option<Turn> {
        let shared = self.shared.clone();
        let _waker = stop.on_stop(move || {
            // Whoever is about to wait has looked at `stop` already.
            drop(lock(&shared.line));
            shared.changed.notify_all();
        });
        let ticket = self.ticket();
        let mut told = 0;
        loop {
            match self.step(ticket, told, stop) {
                Step::Ahead(ahead) => {
                    told = ahead;
                    tell(ahead);
                }
                Step::Run => return Some(Turn(self.shared.clone())),
                Step::Stopped => return None,
            }
        }
    }

    fn ticket(&self) -> u64 {
        let mut line = lock(&self.shared.line);
        line.tickets += 1;
        let ticket = line.tickets;
        line.waiting.push_back(ticket);
        ticket
    }

    /// Waits until there is something to do other than what was told.
    fn step(&self, ticket: u64, told: usize, stop: &Stop) -> Step {
        let mut line = lock(&self.shared.line);
        loop {
            let place = line.waiting.iter().position(|it| *it == ticket);
            let place = place.unwrap_or_default();
            let ahead = (place + 1 + line.running).saturating_sub(self.at_once);
            if stop.is_stopped() || ahead == 0 {
                line.waiting.retain(|it| *it != ticket);
                let stopped = stop.is_stopped();
                line.running += usize::from(!stopped);
                self.shared.changed.notify_all();
                return if stopped { Step::Stopped } else { Step::Run };
            }
            if ahead != told {
                return Step::Ahead(ahead);
            }
            let woken = self.shared.changed.wait(line);
            line = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

enum Step {
    Ahead(usize),
    Run,
    Stopped,
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn the_others_are_told_how_many_are_ahead() {
        let queue = Arc::new(Queue::new(1));
        let first = queue.enter(&Stop::new(), |_| panic!("is free")).unwrap();
        let wait = |stop: &Stop| {
            let (told, ahead) = mpsc::channel();
            let (queue, stop) = (queue.clone(), stop.clone());
            let thread = thread::spawn(move || {
                let turn = queue.enter(&stop, |ahead| told.send(ahead).unwrap());
                turn.is_some()
            });
            (ahead, thread)
        };
        let stop = Stop::new();
        let (ahead_of_second, second) = wait(&stop);
        assert_eq!(ahead_of_second.recv().unwrap(), 1);
        let (ahead_of_third, third) = wait(&Stop::new());
        assert_eq!(ahead_of_third.recv().unwrap(), 2);
        stop.stop();
        assert!(!second.join().unwrap(), "it was stopped");
        assert_eq!(ahead_of_third.recv().unwrap(), 1);
        drop(first);
        assert!(third.join().unwrap(), "it has its turn");
    }
}
