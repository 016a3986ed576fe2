//! One run, from its first event to its last.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use listing::Language;
use trace::Trace;

use super::diagnostics::diagnostics;
use super::drawn::drawn;
use super::event::{Event, How};
use super::job::Job;
use super::process::Supervisor;
use super::queue::Turn;
use super::supervisor::spec::{Report, Spec, Step};
use super::{Live, Program, Stop};
use crate::needs::{Started, servers_for};
use crate::{Kit, ROOM};

/// What hears the events of a run.
type Tell<'a> = &'a mut dyn FnMut(Event);

/// What one run is.
pub(super) struct Run<'a> {
    pub(super) live: &'a Live,
    pub(super) program: &'a Program,
    pub(super) stop: &'a Stop,
}

/// What a run holds while it goes on. The order is that of the end: the
/// supervisor removes the folder, the servers end, then the next one has its turn.
struct Stage {
    supervisor: Supervisor,
    job: Job,
    /// What the program practises on.
    servers: Started,
    _turn: Turn,
}

/// A compiled program, or one that is still to be compiled.
struct Compiled {
    kit: Arc<Kit>,
    identity: String,
    program: PathBuf,
    is_new: bool,
}

impl Run<'_> {
    /// Runs a Rust program: as soon as there is a kit.
    pub(super) fn rust(&self, tell: Tell<'_>) -> Option<Trace> {
        let run = self.run_rust(tell);
        let (stage, compiled) = self.settle(run, tell)?;
        let (kit, lines) = (&compiled.kit, stage.job.lines());
        let trace = kit.trace(
            &compiled.program,
            &lines,
            stage.job.file,
            &self.program.source,
        );
        stage.end();
        drawn(trace)
    }

    /// Runs a Python program. It waits for no kit.
    pub(super) fn python(&self, tell: Tell<'_>) -> Option<Trace> {
        let run = self.run_python(tell);
        let (stage, python) = self.settle(run, tell)?;
        let trace = python.trace(&stage.job.lines(), stage.job.file, &self.program.source);
        stage.end();
        drawn(trace)
    }

    /// Tells the end of a run that did not come to one by itself.
    fn settle<T>(&self, run: Result<Option<T>>, tell: Tell<'_>) -> Option<T> {
        let how = match run {
            Ok(Some(run)) => return Some(run),
            Ok(None) => How::Stopped,
            Err(error) => How::Broken {
                text: format!("{error:#}"),
            },
        };
        tell(Event::Ended { how, millis: None });
        None
    }

    /// None if it was stopped before it began.
    fn run_rust(&self, tell: Tell<'_>) -> Result<Option<(Stage, Compiled)>> {
        let preparing = |progress| tell(Event::Preparing(progress));
        let Some((kit, identity)) = self.live.kitchen.kit(self.stop, preparing)? else {
            return Ok(None);
        };
        let Some(mut stage) = self.stage(tell)? else {
            return Ok(None);
        };
        let cached = self.live.cache.get(&identity, &self.program.source);
        let compiled = Compiled {
            kit,
            identity,
            is_new: cached.is_none(),
            program: cached.unwrap_or_else(|| stage.job.program()),
        };
        File::create(stage.job.lines())?.set_len(ROOM)?;
        let spec = self.rust_spec(&stage, &compiled);
        self.follow(&mut stage, &spec, Some(&compiled), tell)?;
        Ok(Some((stage, compiled)))
    }

    fn rust_spec(&self, stage: &Stage, compiled: &Compiled) -> Spec {
        let (job, kit) = (&stage.job, &compiled.kit);
        let flags = ["--color", "always"];
        let flags = [Kit::live_flags(), &flags].concat();
        let compiler = || job.compiling(&kit.compiler(&job.build(), job.file, &flags));
        let mut command = kit.command(&compiled.program, &job.lines());
        stage.servers.tell(&mut command);
        let run = job.running(&command, Language::Rust);
        self.spec(job, compiled.is_new.then(compiler), run)
    }

    /// None if it was stopped before it began.
    fn run_python(&self, tell: Tell<'_>) -> Result<Option<(Stage, Arc<crate::Python>)>> {
        let python = self.live.python()?;
        let Some(mut stage) = self.stage(tell)? else {
            return Ok(None);
        };
        let (job, script) = (&stage.job, &self.live.recorder);
        let mut command = python.recording(script, job.file, &job.lines());
        // What is printed is seen when it is printed.
        command.env("PYTHONUNBUFFERED", "1");
        stage.servers.tell(&mut command);
        let spec = self.spec(job, None, job.running(&command, Language::Python));
        self.follow(&mut stage, &spec, None, tell)?;
        Ok(Some((stage, python)))
    }

    /// Waits for a turn, and gets what a run needs.
    fn stage(&self, tell: Tell<'_>) -> Result<Option<Stage>> {
        let queued = |ahead| tell(Event::Queued { ahead });
        let Some(turn) = self.live.queue.enter(self.stop, queued) else {
            return Ok(None);
        };
        // First, so that it starts while the folder is made.
        let supervisor = Supervisor::start((self.live.supervisor)())?;
        let (jobs, program) = (&self.live.jobs, self.program);
        Ok(Some(Stage {
            supervisor,
            job: Job::new(jobs, program.language, &program.source)?,
            servers: servers_for(&program.source)?,
            _turn: turn,
        }))
    }

    fn spec(&self, job: &Job, compile: Option<Step>, run: Step) -> Spec {
        Spec {
            folder: job.path().into(),
            compile,
            run,
            limits: self.live.limits.clone(),
        }
    }

    /// Begins the run and tells what the supervisor reports, to the end.
    fn follow(
        &self,
        stage: &mut Stage,
        spec: &Spec,
        compiled: Option<&Compiled>,
        tell: Tell<'_>,
    ) -> Result<()> {
        if spec.compile.is_some() {
            tell(Event::Compiling);
        }
        let _stopping = stage.supervisor.begin(spec, self.stop)?;
        let mut said = String::new();
        loop {
            let report = stage.supervisor.report();
            let report = report.context("the supervisor ended before the program; run it again")?;
            if let Report::Diagnostics { text } = report {
                said += &text;
                continue;
            }
            if !said.is_empty() {
                let text = diagnostics(&std::mem::take(&mut said));
                tell(Event::Diagnostics { text });
            }
            match report {
                Report::Compiled => self.keep(compiled),
                Report::Started { .. } => tell(Event::Started),
                Report::Out { text } => tell(Event::Out { text }),
                Report::Err { text } => tell(Event::Err { text }),
                Report::Hidden { bytes } => tell(Event::Hidden { bytes }),
                Report::Diagnostics { .. } => {}
                Report::Ended { how, millis } => {
                    tell(Event::Ended { how, millis });
                    return Ok(());
                }
            }
        }
    }

    /// Lets the next run of this program start at once.
    fn keep(&self, compiled: Option<&Compiled>) {
        if let Some(it) = compiled {
            let cache = &self.live.cache;
            cache.put(&it.identity, &self.program.source, &it.program);
        }
    }
}

impl Stage {
    /// Removes what the run has left.
    fn end(self) {
        drop(self.supervisor);
        self.job.remove();
    }
}
