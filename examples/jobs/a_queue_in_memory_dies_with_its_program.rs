// A queue in memory is gone when its program is.

use std::{process, sync::Arc, time::Duration};
use tokio::sync::{Mutex, mpsc};
use tokio::{task::JoinSet, time::sleep};

type Jobs = Arc<Mutex<mpsc::Receiver<String>>>;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, rx) = mpsc::channel(10);
    let jobs = Arc::new(Mutex::new(rx));
    let mut workers = JoinSet::new();
    for millis in [200, 500] {
        workers.spawn(work(millis, jobs.clone()));
    }
    for to in ["ann", "bob", "cid", "dan", "eve"] {
        tx.send(to.to_string()).await.unwrap();
        println!("{to}: accepted");
    }
    sleep(Duration::from_millis(300)).await;
    process::exit(9); // As `kill -9` would.
}

async fn work(millis: u64, jobs: Jobs) {
    loop {
        let next = jobs.lock().await.recv().await;
        let Some(to) = next else { break };
        sleep(Duration::from_millis(millis)).await;
        println!("{to}: sent");
    }
}
