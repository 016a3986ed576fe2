// Asked to stop, and nobody waits until they have.

use std::time::Duration;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let stop = CancellationToken::new();
    let workers = TaskTracker::new();
    workers.spawn(work(6, stop.clone()));
    workers.spawn(work(8, stop.clone()));
    sleep(Duration::from_secs(1)).await;
    println!("main: stop, please");
    stop.cancel();
    println!("main: all have stopped");
}

async fn work(n: u64, stop: CancellationToken) {
    let nap = Duration::from_millis(100 * n);
    loop {
        tokio::select! {
            biased; // Stopping comes first.
            () = stop.cancelled() => break,
            () = sleep(nap) => println!("worker {n} works"),
        }
    }
    sleep(nap).await; // The clean-up may await.
    println!("worker {n} has flushed");
}
