// Starting and awaiting tasks in turn is sequential.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let mut total = 0;
    for n in [1, 2, 3] {
        let task = tokio::spawn(get(n));
        total += task.await.unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("total {total} after {seconds:.1} s");
}

async fn get(n: u64) -> u64 {
    sleep(Duration::from_millis(100 * n)).await;
    n
}
