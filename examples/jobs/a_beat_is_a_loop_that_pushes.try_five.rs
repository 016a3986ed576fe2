// Five fields are not enough for a schedule.

use anyhow::Context;
use apalis::prelude::*;
use apalis_redis::{Config, RedisStorage, connect};
use chrono::Utc;
use cron::Schedule;
use std::{env, str::FromStr};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let server = env::var("REDIS_SERVER");
    let server = server.context("set REDIS_SERVER")?;
    let jobs = RedisStorage::new(connect(server).await?);
    let mails = Config::default().queue("mails");
    let mut jobs = jobs.with_config(mails);
    // Second, minute, hour, day, month, weekday.
    let schedule = Schedule::from_str("* * * * *")?;
    for at in schedule.upcoming(Utc).take(3) {
        let wait = (at - Utc::now()).to_std();
        sleep(wait.unwrap_or_default()).await;
        jobs.push("digest".to_string()).await?;
        println!("beat: digest is due");
    }
    Ok(())
}
