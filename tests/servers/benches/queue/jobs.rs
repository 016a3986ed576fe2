//! The jobs of apalis that the bench measures, and their worker.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use apalis::prelude::*;
use apalis_redis::{Config, RedisStorage};
use redis::aio::ConnectionManagerConfig;
use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use ulid::Ulid;

/// A job that writes its number into a file: a line of [`LINE`] bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Note(pub u32);

/// How long a line is, with its end.
pub const LINE: u64 = 8;

pub type Jobs = RedisStorage<Note>;

/// How a worker is set up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settings {
    /// As `src/service.rs` has them.
    Service,
    /// The library's own, but for the interval: without one it asks for jobs
    /// only with its heartbeat.
    Library,
}

impl Settings {
    fn config(self) -> Config {
        let config = Config::default().queue("notes");
        match self {
            Settings::Library => config,
            Settings::Service => config
                .batch_size(1)
                .heartbeat_interval(Duration::from_secs(1))
                .missed_heartbeats(3),
        }
    }
}

pub async fn jobs(server: &str, settings: Settings) -> Result<Jobs> {
    let limits = ConnectionManagerConfig::new().set_response_timeout(Some(Duration::from_secs(30)));
    let client = redis::Client::open(server)?;
    let redis = client.get_connection_manager_with_config(limits).await?;
    Ok(RedisStorage::new(redis).with_config(settings.config()))
}

/// Pushes so many, each when Redis has confirmed the one before; how long each
/// took.
pub async fn push(server: &str, count: u32) -> Result<Vec<Duration>> {
    let mut jobs = jobs(server, Settings::Service).await?;
    let mut times = Vec::new();
    for number in 0..count {
        let start = Instant::now();
        let task = TaskBuilder::new(Note(number)).task_id(TaskId::from_ulid(Ulid::generate()));
        jobs.push_task(task.build()).await?;
        times.push(start.elapsed());
    }
    Ok(times)
}

/// Pushes so many at once.
pub async fn push_all(server: &str, count: u32) -> Result<()> {
    let mut jobs = jobs(server, Settings::Service).await?;
    Ok(jobs.push_bulk((0..count).map(Note).collect()).await?)
}

/// Works until it is killed.
pub async fn work(settings: Settings) -> Result<()> {
    let jobs = jobs(&env::var("REDIS_SERVER")?, settings).await?;
    let done = env::var("DONE").context("no file for what is done")?;
    let done = OpenOptions::new().append(true).create(true).open(done)?;
    let worker = WorkerBuilder::new(Ulid::generate().to_string())
        .backend(jobs.poll_with_interval(Duration::from_millis(200)));
    match settings {
        Settings::Service => {
            let worker = worker.concurrency(4).data(Arc::new(done));
            worker.build(note).run().await?;
        }
        Settings::Library => worker.data(Arc::new(done)).build(note).run().await?,
    }
    Ok(())
}

async fn note(Note(number): Note, done: Data<Arc<File>>) -> Result<(), BoxDynError> {
    if let Some(held) = env::var_os("HELD") {
        File::create(Path::new(&held))?;
        sleep(Duration::from_secs(3600)).await;
    }
    (&**done).write_all(format!("{number:07}\n").as_bytes())?;
    Ok(())
}
