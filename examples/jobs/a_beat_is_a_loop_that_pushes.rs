// A beat is a loop that sleeps and pushes.

use anyhow::Context;
use apalis::prelude::*;
use apalis_redis::{RedisStorage, connect};
use chrono::Utc;
use cron::Schedule;
use std::{env, str::FromStr};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let server = env::var("REDIS_SERVER");
    let server = server.context("set REDIS_SERVER")?;
    let mut jobs =
        RedisStorage::new(connect(server).await?);
    // Second, minute, hour, day, month, weekday.
    let schedule = Schedule::from_str("* * * * * *")?;
    for at in schedule.upcoming(Utc).take(3) {
        sleep((at - Utc::now()).to_std()?).await;
        jobs.push("digest".to_string()).await?;
        println!("beat: digest is due");
    }
    Ok(())
}
