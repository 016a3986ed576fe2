// However many tasks sleep, one thread is enough.

use std::time::{Duration, Instant};
use tokio::time::sleep;

const SLEEPERS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let naps = (0..SLEEPERS).map(|_| nap());
    let tasks: Vec<_> = naps.map(tokio::spawn).collect();
    for task in tasks {
        task.await.unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{SLEEPERS} naps: {seconds:.1} s");
}

async fn nap() {
    sleep(Duration::from_secs(1)).await;
}
