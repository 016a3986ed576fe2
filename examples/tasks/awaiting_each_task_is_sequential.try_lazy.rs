// A lazy sequence starts a task when the loop asks.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let mut total = 0;
    let tasks = (1..=3).map(|n| tokio::spawn(get(n)));
    for task in tasks {
        total += task.await.unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("total {total} after {seconds:.1} s");
}

async fn get(n: u64) -> u64 {
    sleep(Duration::from_millis(100 * n)).await;
    n
}
