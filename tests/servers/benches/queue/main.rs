//! What a queue on Redis costs: apalis, as the service of this crate has it,
//! and Celery.
//!
//! `cargo bench -p tests-servers --bench queue` needs `redis-server` and a
//! `PYTHON` with celery and redis; it takes about three minutes.

mod contenders;
mod jobs;
mod table;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use contenders::{Contender, Place};
use jobs::Settings;
use table::Table;

/// So often all is measured, by turns.
const ROUNDS: u32 = 3;

/// How many pushes are timed one by one.
const PUSHES: u32 = 2_000;

/// How many of them while Redis waits for its disk with each.
const SYNCED_PUSHES: u32 = 300;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("worker-service") => return jobs::work(Settings::Service).await,
        Some("worker-library") => return jobs::work(Settings::Library).await,
        _ => {}
    }
    let start = Instant::now();
    let mut table = Table::default();
    for round in 1..=ROUNDS {
        enqueue(&mut table).await?;
        throughput(&mut table).await?;
        recovery(&mut table, round).await?;
        eprintln!("round {round} of {ROUNDS}, {:.0?}", start.elapsed());
    }
    table.print(start.elapsed())
}

async fn enqueue(table: &mut Table) -> Result<()> {
    for contender in Contender::PUSHERS {
        let who = contender.pusher_name();
        let times = pushes(contender, &Place::new()?, PUSHES).await?;
        table.add("push, median, ms", who, at(&times, 50));
        table.add("push, p99, ms", who, at(&times, 99));
        let times = pushes(contender, &Place::that_syncs()?, SYNCED_PUSHES).await?;
        table.add("push, synced, median, ms", who, at(&times, 50));
    }
    Ok(())
}

/// How long each of so many took, the shortest first.
async fn pushes(contender: Contender, place: &Place, count: u32) -> Result<Vec<Duration>> {
    let mut times = contender.push(place, count).await?;
    ensure!(times.len() == count as usize, "{} pushes", times.len());
    times.sort();
    Ok(times)
}

/// The milliseconds that so many of a hundred took at most.
fn at(times: &[Duration], part: usize) -> f64 {
    times[times.len() * part / 100].as_secs_f64() * 1e3
}

/// With the jobs queued before; and from the start of a program until its first
/// job is done.
async fn throughput(table: &mut Table) -> Result<()> {
    for contender in Contender::WORKERS {
        let place = Place::new()?;
        let jobs = contender.jobs();
        contender.queue(&place, jobs).await?;
        let start = Instant::now();
        let _worker = contender.work(&place, &[])?;
        let first = place.wait(1).await.context(contender.name())?;
        table.add(
            "start until a job is done, s",
            contender.name(),
            start.elapsed().as_secs_f64(),
        );
        let start = Instant::now();
        let last = place.wait(jobs).await.context(contender.name())?;
        let rate = f64::from(last - first) / start.elapsed().as_secs_f64();
        table.add("jobs per second", contender.name(), rate);
        place.check(jobs).await?;
    }
    Ok(())
}

/// From `kill -9` of a worker that has begun a job until another, which is
/// started then, has done it.
async fn recovery(table: &mut Table, round: u32) -> Result<()> {
    for contender in [Contender::Service, Contender::Late] {
        let place = Place::new()?;
        contender.queue(&place, 1).await?;
        let held = place.path("held");
        let worker = contender.work(&place, &[("HELD", &held)])?;
        while !held.exists() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Each time at another moment between two heartbeats, which are a second
        // apart.
        tokio::time::sleep(Duration::from_millis(500) + Duration::from_secs(round.into()) / ROUNDS)
            .await;
        let start = Instant::now();
        drop(worker);
        let _other = contender.work(&place, &[])?;
        place.wait(1).await.context(contender.name())?;
        table.add(
            "kill until the job is done, s",
            contender.name(),
            start.elapsed().as_secs_f64(),
        );
        place.check(1).await?;
    }
    Ok(())
}
