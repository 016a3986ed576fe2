//! The steps of a run: the compiler, if need be, and the program.

use std::path::Path;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use super::confine::{self, Kind};
use super::output::{Output, Stream};
use super::pump::pump;
use super::reports::Reports;
use super::spec::{Report, Spec, Step};
use super::system;
use super::verdict::{refusal, verdict};
use super::watch::Watch;
use crate::live::event::How;
use crate::live::limits::{Limits, mib};

/// How long pipes may stay open after all processes are gone that could be
/// found. Longer than it takes to read what is in them.
const PIPES_LIMIT: Duration = Duration::from_secs(1);

/// The state of a run that its threads share.
#[derive(Debug, Default)]
pub(super) struct Supervisor {
    pub(super) watch: Watch,
    reports: Reports,
    /// Bytes that were not shown, of both steps.
    hidden: AtomicU64,
}

/// How a step ended, and what of its output is of interest afterwards.
struct Ended {
    status: ExitStatus,
    took: Duration,
    stderr: String,
}

impl Supervisor {
    /// Both steps, and reports how that ended.
    pub(super) fn run(self: &Arc<Self>, spec: &Spec) {
        let (how, millis) = self.steps(spec).unwrap_or_else(|error| {
            let text = format!("{error:#}");
            (How::Broken { text }, None)
        });
        let bytes = self.hidden.load(Ordering::Relaxed);
        if bytes > 0 {
            self.reports.send(&Report::Hidden { bytes });
        }
        self.reports.send(&Report::Ended { how, millis });
    }

    fn steps(self: &Arc<Self>, spec: &Spec) -> Result<(How, Option<u64>)> {
        if let Some(step) = &spec.compile
            && let Some(how) = self.compile(step, &spec.limits)?
        {
            return Ok((how, None));
        }
        let Some(ended) = self.step(&spec.run, Kind::Run, &spec.limits)? else {
            return Ok((self.watch.cause().unwrap_or(How::Stopped), None));
        };
        let how = self.watch.cause();
        let how = how.unwrap_or_else(|| verdict(ended.status, &ended.stderr, &spec.limits));
        let millis = u64::try_from(ended.took.as_millis())?;
        Ok((how, Some(millis)))
    }

    /// Compiles, and says how it ended if there is no program now.
    fn compile(self: &Arc<Self>, step: &Step, limits: &Limits) -> Result<Option<How>> {
        let Some(ended) = self.step(step, Kind::Compile, limits)? else {
            return Ok(self.watch.cause());
        };
        if let Some(cause) = self.watch.cause() {
            return Ok(Some(cause));
        }
        if ended.status.success() {
            self.reports.send(&Report::Compiled);
            return Ok(None);
        }
        Ok(Some(refusal(ended.status, &ended.stderr, limits)))
    }

    /// Runs one process to its end and ends all that it started. None if
    /// something says that nothing may start any more.
    fn step(self: &Arc<Self>, step: &Step, kind: Kind, limits: &Limits) -> Result<Option<Ended>> {
        confine::limit(kind, limits);
        let begin = Instant::now();
        let started = self.watch.start(|| start(step));
        let started = started.with_context(|| cannot_start(step, kind))?;
        let Some((running, mut child)) = started else {
            return Ok(None);
        };
        if kind == Kind::Run {
            let group = running.group();
            self.reports.send(&Report::Started { group });
        }
        let output = Arc::new(self.output(kind, limits));
        let pipes = child.pipes().into_iter().zip([false, true]);
        let streams = pipes.filter_map(|(pipe, is_stderr)| {
            let stream = Stream::new(&output, is_stderr, step.unseen());
            Some((pipe?, stream))
        });
        let pipes = pump(streams.collect());
        let over = self.watcher(kind, limits);
        let status = running.wait();
        let took = begin.elapsed();
        self.watch.over();
        drop(over);
        running.sweep();
        let _ = pipes.recv_timeout(PIPES_LIMIT);
        self.hidden.fetch_add(output.hidden(), Ordering::Relaxed);
        Ok(Some(Ended {
            status: status?,
            took,
            stderr: output.tail(),
        }))
    }

    /// Watches the limits on a thread, until what is returned is dropped.
    fn watcher(self: &Arc<Self>, kind: Kind, limits: &Limits) -> mpsc::Sender<()> {
        let (over, is_over) = mpsc::channel();
        let (supervisor, limits) = (self.clone(), limits.clone());
        thread::spawn(move || {
            let time = match kind {
                Kind::Compile => limits.compile,
                Kind::Run => limits.wall,
            };
            supervisor.watch.limits(time, &limits, &is_over);
        });
        over
    }

    /// Where the output of a step goes.
    fn output(self: &Arc<Self>, kind: Kind, limits: &Limits) -> Output {
        let (showing, flooded) = (self.clone(), self.clone());
        let show = move |is_stderr, text| showing.reports.send(&shown(kind, is_stderr, text));
        let limit = mib(limits.output);
        Output::new(limits, Box::new(show), move || {
            flooded.watch.end(How::Output { limit });
        })
    }
}

/// The report on some output.
fn shown(kind: Kind, is_stderr: bool, text: String) -> Report {
    match (kind, is_stderr) {
        (Kind::Compile, _) => Report::Diagnostics { text },
        (Kind::Run, false) => Report::Out { text },
        (Kind::Run, true) => Report::Err { text },
    }
}

/// Starts a step from a thread of its own, which then has its rights.
fn start(step: &Step) -> Result<(system::Running, system::Child)> {
    let start = || {
        confine::write_only(step.writable.iter().map(Path::new));
        system::Running::start(step.command())
    };
    let joined = thread::scope(|scope| scope.spawn(start).join());
    joined.map_err(|_| anyhow!("the thread that starts it panicked"))?
}

fn cannot_start(step: &Step, kind: Kind) -> String {
    let name = step.name();
    match kind {
        Kind::Compile => format!("cannot start the compiler `{name}`; install Rust with rustup"),
        Kind::Run => format!("cannot start `{name}`"),
    }
}
