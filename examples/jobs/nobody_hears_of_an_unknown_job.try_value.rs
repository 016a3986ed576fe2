// A worker that takes any JSON outlives a bad job.

use anyhow::Context;
use apalis::prelude::*;
use apalis_redis::{Config, RedisStorage, connect};
use serde_json::{Value, from_value, json};
use std::{env, time::Duration};
use tokio::{task, time::sleep};
use ulid::Ulid;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let server = env::var("REDIS_SERVER");
    let conn = connect(server.context("set REDIS_SERVER")?);
    let conn = conn.await?;
    let conf = Config::default().queue("mails");
    let view = RedisStorage::new(conn.clone());
    let mut view = view.with_config(conf.clone());
    let old = RedisStorage::new(conn).with_config(conf);
    let id = TaskId::from_ulid(Ulid::generate());
    let job = TaskBuilder::new(json!("ann"));
    view.push_task(job.task_id(id.clone()).build()).await?;
    view.push(json!(7)).await?;
    println!("view: two mails sent");
    let often = Duration::from_millis(200);
    let worker = WorkerBuilder::new(id.to_string())
        .backend(old.poll_with_interval(often))
        .build(send);
    let worker = task::spawn(worker.run());
    sleep(Duration::from_secs(2)).await;
    println!("worker ended: {}", worker.is_finished());
    let job = view.fetch_by_id(&id).await?.unwrap();
    println!("ann: {:?}", job.ctx().status());
    Ok(())
}

async fn send(job: Value) -> Result<(), BoxDynError> {
    let to: u32 =
        from_value(job).map_err(AbortError::new)?;
    println!("worker: mail to customer {to}");
    Ok(())
}
