// The guard of `std` cannot be kept across an await.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::{task::JoinSet, time::sleep};

type Jobs = Arc<Mutex<mpsc::Receiver<u64>>>;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let (tx, rx) = mpsc::channel(10);
    let jobs = Arc::new(Mutex::new(rx));
    let mut workers = JoinSet::new();
    for name in ["ann", "bob"] {
        workers.spawn(work(name, jobs.clone()));
    }
    for job in [400, 100, 200] {
        tx.send(job).await.unwrap();
    }
    drop(tx); // No more jobs.
    workers.join_all().await;
    println!("{:.1} s", start.elapsed().as_secs_f64());
}

async fn work(name: &str, jobs: Jobs) {
    loop {
        let next = jobs.lock().unwrap().recv().await;
        let Some(job) = next else { break };
        println!("{name} takes {job}");
        sleep(Duration::from_millis(job)).await;
    }
}
