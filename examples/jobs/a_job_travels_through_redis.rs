// A job travels through Redis; its result comes back.

use anyhow::Context;
use apalis::prelude::*;
use apalis_redis::{Config, RedisStorage, connect};
use futures::{StreamExt, stream};
use std::{env, time::Duration};
use tokio::time::timeout;
use ulid::Ulid;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let server = env::var("REDIS_SERVER");
    let conn = connect(server.context("set REDIS_SERVER")?);
    let config = Config::default()
        .queue("mails")
        .batch_size(1)
        .heartbeat_interval(Duration::from_secs(1));
    let jobs = RedisStorage::new(conn.await?);
    let mut jobs = jobs.with_config(config);
    let id = TaskId::from_ulid(Ulid::generate());
    let job = TaskBuilder::new("ann".to_string());
    jobs.push_task(job.task_id(id.clone()).build()).await?;
    println!("main: accepted");
    let often = Duration::from_millis(200);
    let name = Ulid::generate().to_string();
    let worker = WorkerBuilder::new(name)
        .backend(jobs.clone().poll_with_interval(often))
        .build(send);
    tokio::spawn(worker.run());
    let done = jobs.wait_for([id]);
    let mut done = done.flat_map(stream::iter);
    let next = timeout(Duration::from_secs(3), done.next());
    let end: TaskResult<String> = next.await?.unwrap();
    println!("main: {:?} {:?}", end.status, end.result);
    Ok(())
}

async fn send(to: String) -> Result<String, BoxDynError> {
    println!("worker: mail to {to}");
    Ok(format!("sent to {to}"))
}
