// A failing job comes back, until it is aborted.

use anyhow::Context;
use apalis::prelude::{BoxDynError as Error, *};
use apalis_redis::{Config, RedisStorage, connect};
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
    let job = TaskBuilder::new("bob".to_string());
    jobs.push_task(job.task_id(id.clone()).build()).await?;
    let often = Duration::from_millis(200);
    let name = Ulid::generate().to_string();
    let worker = WorkerBuilder::new(name)
        .backend(jobs.clone().poll_with_interval(often))
        .build(send);
    let limit = Duration::from_millis(4200);
    let _ = timeout(limit, worker.run()).await;
    let job = jobs.fetch_by_id(&id).await?.unwrap();
    println!("{:?}", job.ctx().status());
    Ok(())
}

async fn send(to: String, n: Attempt) -> Result<(), Error> {
    println!("attempt {}: {to} is away", n.current());
    if n.current() >= 3 {
        return Err(AbortError::new("give up").into());
    }
    Err("away".into())
}
