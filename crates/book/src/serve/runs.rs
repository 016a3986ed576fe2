//! The runs that go on: a thread for each, and a stream of what it tells.

use std::cell::RefCell;
use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::StatusCode;
use futures::Stream;
use runner::{Event, Live, Program, Stop};
use serde::Serialize;
use serde_json::json;
use tokio::sync::mpsc::{self, Receiver, Sender, error::TrySendError};
use trace::Trace;

use super::picture::Pictures;
use super::refusal::Refusal;

/// Runs that go on or wait. A reader has a few; a page that asks for more than
/// that is broken.
const RUNS_MAX: usize = 32;

/// Messages that wait for the page. More wait in the run itself.
const MESSAGES_MAX: usize = 64;

/// A page that reads nothing for so long is not there: its run must not keep
/// others waiting.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How often a full queue of messages is tried again.
const RETRY: Duration = Duration::from_millis(5);

/// What runs programs: [`Live`], or in tests something that is quick.
pub(super) trait Programs: Send + Sync {
    /// See [`Live::run`].
    fn run(&self, program: &Program, stop: &Stop, tell: &mut dyn FnMut(Event)) -> Option<Trace>;
}

impl Programs for Live {
    fn run(&self, program: &Program, stop: &Stop, tell: &mut dyn FnMut(Event)) -> Option<Trace> {
        Live::run(self, program, stop, tell)
    }
}

/// Starts runs and stops them.
pub(super) struct Runs {
    programs: Box<dyn Programs>,
    pictures: Pictures,
    /// How long a page may read nothing.
    patience: Duration,
    /// By their names.
    going: Mutex<HashMap<String, Stop>>,
    started: AtomicU64,
}

impl Runs {
    pub(super) fn new(
        programs: impl Programs + 'static,
        pictures: Pictures,
        patience: Duration,
    ) -> Arc<Runs> {
        Arc::new(Runs {
            programs: Box::new(programs),
            pictures,
            patience,
            going: Mutex::default(),
            started: AtomicU64::new(0),
        })
    }

    /// Starts a run. What is returned has its messages, and stops it when it is
    /// dropped.
    pub(super) fn start(self: &Arc<Runs>, program: Program) -> Result<Messages, Refusal> {
        let (run, stop) = self.enter()?;
        let (sender, lines) = mpsc::channel(MESSAGES_MAX);
        let page = Page {
            sender: RefCell::new(Some(sender)),
            patience: self.patience,
            stop: stop.clone(),
        };
        let (runs, name) = (self.clone(), run.clone());
        let thread = thread::Builder::new().name(format!("run {run}"));
        let started = thread.spawn(move || {
            let going = Going { runs: &runs, name };
            runs.go(&program, &going.name, &page);
        });
        if let Err(error) = started {
            self.leave(&run);
            return Err(too_many(&format!("no thread can be started: {error}")));
        }
        Ok(Messages { lines, stop })
    }

    /// Whether there was such a run to stop.
    pub(super) fn stop(&self, run: &str) -> bool {
        let stop = self.going().get(run).cloned();
        stop.inspect(Stop::stop).is_some()
    }

    fn enter(&self) -> Result<(String, Stop), Refusal> {
        let mut going = self.going();
        if going.len() >= RUNS_MAX {
            return Err(too_many(&format!(
                "{RUNS_MAX} programs run or wait already"
            )));
        }
        let run = (self.started.fetch_add(1, Ordering::Relaxed) + 1).to_string();
        let stop = Stop::new();
        going.insert(run.clone(), stop.clone());
        Ok((run, stop))
    }

    fn leave(&self, run: &str) {
        self.going().remove(run);
    }

    /// One run, from its first message to the last.
    fn go(&self, program: &Program, run: &str, page: &Page) {
        page.tell(&json!({ "is": "accepted", "run": run }));
        let mut tell = |event: Event| page.tell(&event);
        let trace = self.programs.run(program, &page.stop, &mut tell);
        if let Some(picture) = trace.and_then(|trace| self.pictures.of(&trace, run)) {
            page.tell(&picture);
        }
    }

    /// What a thread that panicked left behind is still a list.
    fn going(&self) -> MutexGuard<'_, HashMap<String, Stop>> {
        self.going.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn too_many(what: &str) -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        format!("{what}\n  stop some of your runs"),
    )
}

/// Takes a run off the list, also if its thread panics.
struct Going<'a> {
    runs: &'a Runs,
    name: String,
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        self.runs.leave(&self.name);
    }
}

/// Where the messages of a run go.
struct Page {
    /// None once the page is given up.
    sender: RefCell<Option<Sender<Bytes>>>,
    patience: Duration,
    stop: Stop,
}

impl Page {
    /// Hands a message over. If the page is gone, or does not read, nobody
    /// wants the run.
    fn tell(&self, message: &impl Serialize) {
        let mut sender = self.sender.borrow_mut();
        let sent = sender.as_ref().map(|it| self.send(it, message));
        if sent == Some(false) {
            *sender = None;
            self.stop.stop();
        }
    }

    /// Waits for the page to read. Whether it did.
    fn send(&self, sender: &Sender<Bytes>, message: &impl Serialize) -> bool {
        let deadline = Instant::now() + self.patience;
        let mut line = serde_json::to_vec(message).unwrap_or_default();
        line.push(b'\n');
        let mut line = Bytes::from(line);
        loop {
            match sender.try_send(line) {
                Ok(()) => return true,
                Err(TrySendError::Full(same)) if Instant::now() < deadline => line = same,
                Err(_) => return false,
            }
            thread::sleep(RETRY);
        }
    }
}

/// The messages of a run as lines of JSON. Dropping them stops it.
pub(super) struct Messages {
    lines: Receiver<Bytes>,
    stop: Stop,
}

impl Stream for Messages {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.lines.poll_recv(context).map(|line| line.map(Ok))
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        self.stop.stop();
    }
}
