// A worker that cannot read a job ends, and tells nobody.

use anyhow::Context;
use apalis::prelude::*;
use apalis_redis::{Config, RedisStorage, connect};
use std::{env, time::Duration};
use tokio::{task, time::sleep};
use ulid::Ulid;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let server = env::var("REDIS_SERVER");
    let conn = connect(server.context("set REDIS_SERVER")?);
    let conn = conn.await?;
    let config = Config::default().queue("mails");
    let view = RedisStorage::new(conn.clone());
    let mut view = view.with_config(config.clone());
    let mut old =
        RedisStorage::new(conn).with_config(config);
    let id = TaskId::from_ulid(Ulid::generate());
    let job = TaskBuilder::new("ann".to_string());
    view.push_task(job.task_id(id.clone()).build()).await?;
    old.push(7).await?;
    println!("view: two mails sent");
    let often = Duration::from_millis(200);
    let name = Ulid::generate().to_string();
    let worker = WorkerBuilder::new(name)
        .backend(old.poll_with_interval(often))
        .build(send);
    let worker = task::spawn(worker.run());
    sleep(Duration::from_secs(2)).await;
    println!("worker ended: {}", worker.is_finished());
    let job = view.fetch_by_id(&id).await?.unwrap();
    println!("ann: {:?}", job.ctx().status());
    Ok(())
}

// The worker is of last week: customers are numbers.
async fn send(to: u32) -> Result<(), BoxDynError> {
    println!("worker: mail to customer {to}");
    Ok(())
}
