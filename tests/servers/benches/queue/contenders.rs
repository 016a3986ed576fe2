//! Who is measured, and where.

use std::collections::BTreeSet;
use std::env;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use loopback::Redis;
use tempfile::TempDir;

use crate::jobs::{self, LINE};

/// How long anything may take.
const LIMIT: Duration = Duration::from_secs(60);

/// After so many seconds Celery's broker hands out a job again that was not
/// acknowledged; as long as the service takes to miss a worker.
const VISIBLE_AGAIN: &str = "3";

/// Ends all of the process group when its input ends, which it does with us.
const SCRIPT: &str = r#""$@" & read _; kill -9 0"#;

/// A Redis of its own, and a file of what is done.
pub struct Place {
    redis: Redis,
    folder: TempDir,
}

/// A worker, killed when this is dropped, as by `kill -9`.
pub struct Worker(Child);

#[derive(Clone, Copy, Debug)]
pub enum Contender {
    /// apalis with the settings of the service.
    Service,
    /// apalis with its own.
    Library,
    /// Celery with its own settings, and one process for jobs.
    Prefork,
    /// The same with two.
    PreforkTwo,
    /// The same with two, and no results.
    NoResult,
    /// Jobs in the process of the worker.
    Solo,
    /// One process, acknowledged after the job.
    Late,
}

impl Contender {
    pub const PUSHERS: [Contender; 2] = [Contender::Service, Contender::Prefork];

    pub const WORKERS: [Contender; 6] = [
        Contender::Service,
        Contender::Library,
        Contender::Prefork,
        Contender::PreforkTwo,
        Contender::NoResult,
        Contender::Solo,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Contender::Service => "apalis, as in the service",
            Contender::Library => "apalis, its own settings",
            Contender::Prefork => "Celery, --concurrency 1",
            Contender::PreforkTwo => "Celery, --concurrency 2",
            Contender::NoResult => "Celery, --concurrency 2, no results",
            Contender::Solo => "Celery, --pool solo",
            Contender::Late => "Celery, late acks, visible again after 3 s",
        }
    }

    pub fn pusher_name(self) -> &'static str {
        match self {
            Contender::Service | Contender::Library => "apalis",
            _ => "Celery",
        }
    }

    /// How many jobs wait for a worker. With 8,000 a script of apalis-redis 1.0.0
    /// fails (`too many results to unpack`), and no worker ever gets one.
    pub fn jobs(self) -> u32 {
        match self {
            Contender::Service | Contender::Library => 5_000,
            _ => 1_500,
        }
    }

    /// The task of `tasks.py`; none for apalis.
    fn task(self) -> Option<&'static str> {
        match self {
            Contender::Service | Contender::Library => None,
            Contender::NoResult => Some("no_result"),
            Contender::Late => Some("late"),
            _ => Some("plain"),
        }
    }

    /// Pushes so many one by one; how long each took.
    pub async fn push(self, place: &Place, count: u32) -> Result<Vec<Duration>> {
        let Some(task) = self.task() else {
            return jobs::push(place.server(), count).await;
        };
        let mut python = python();
        let push = format!("import tasks; tasks.push(tasks.{task}, {count})");
        python.args(["-c", &push]);
        let output = place.tell(&mut python).stderr(Stdio::inherit()).output()?;
        ensure!(output.status.success(), "tasks.py: {}", output.status);
        let micros = String::from_utf8(output.stdout)?;
        let time = |line: &str| Ok(Duration::from_micros(line.parse()?));
        micros.lines().map(time).collect()
    }

    /// Queues so many as fast as it can.
    pub async fn queue(self, place: &Place, count: u32) -> Result<()> {
        match self.task() {
            Some(_) => drop(self.push(place, count).await?),
            None => jobs::push_all(place.server(), count).await?,
        }
        Ok(())
    }

    /// Starts a worker.
    pub fn work(self, place: &Place, variables: &[(&str, &Path)]) -> Result<Worker> {
        let worker = match self {
            Contender::Service => vec!["worker-service"],
            Contender::Library => vec!["worker-library"],
            Contender::Prefork | Contender::Late => vec!["--concurrency", "1"],
            Contender::PreforkTwo | Contender::NoResult => vec!["--concurrency", "2"],
            Contender::Solo => vec!["--pool", "solo"],
        };
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "sh"]);
        if self.task().is_some() {
            let python = python();
            command.arg(python.get_program());
            command.args(["-m", "celery", "-A", "tasks", "worker"]);
            command.current_dir(python.get_current_dir().context("has a folder")?);
        } else {
            command.arg(env::current_exe()?);
        }
        place.tell(command.args(worker));
        if matches!(self, Contender::Late) {
            command.env("VISIBLE_AGAIN", VISIBLE_AGAIN);
        }
        command.envs(variables.iter().copied());
        command.stdin(Stdio::piped()).process_group(0);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Worker(command.spawn()?))
    }
}

/// The interpreter, beside `tasks.py`.
pub fn python() -> Command {
    tests_servers::python("benches/queue")
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

impl Place {
    /// Where Redis writes down its changes every second, as is its own setting.
    pub fn new() -> Result<Place> {
        let place = Place::that_syncs()?;
        place.redis.command("CONFIG SET appendfsync everysec")?;
        Ok(place)
    }

    /// Where a change is confirmed when it is on the disk: the disk is measured,
    /// and not the queue.
    pub fn that_syncs() -> Result<Place> {
        let (redis, folder) = (Redis::start()?, tempfile::tempdir()?);
        Ok(Place { redis, folder })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn server(&self) -> &str {
        &self.redis.variables()[0].1
    }

    fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("REDIS_SERVER", self.server());
        command.env("PYTHONDONTWRITEBYTECODE", "1"); // For what a shell starts.
        command.env("DONE", self.path("done"))
    }

    /// Waits until so many jobs are done; how many are.
    pub async fn wait(&self, count: u32) -> Result<u32> {
        let (started, path) = (Instant::now(), self.path("done"));
        loop {
            let length = std::fs::metadata(&path).map_or(0, |it| it.len());
            let done = u32::try_from(length / LINE)?;
            if done >= count {
                return Ok(done);
            }
            ensure!(started.elapsed() < LIMIT, "{done} of {count} are done");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Each job was done, and done once.
    pub async fn check(&self, count: u32) -> Result<()> {
        tokio::time::sleep(Duration::from_millis(100)).await; // For one that should not come.
        let done = std::fs::read_to_string(self.path("done"))?;
        let numbers: Result<Vec<u32>, _> = done.lines().map(str::parse).collect();
        let numbers = numbers.context("a line is no number")?;
        let different: BTreeSet<u32> = numbers.iter().copied().collect();
        ensure!(
            numbers.len() == count as usize && different == (0..count).collect(),
            "{count} jobs, {} done, {} different",
            numbers.len(),
            different.len()
        );
        Ok(())
    }
}
