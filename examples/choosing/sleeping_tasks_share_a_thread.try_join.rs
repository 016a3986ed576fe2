// `join_all` waits for all of them in the task it is in.

use std::time::{Duration, Instant};
use tokio::time::sleep;

const SLEEPERS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let naps = (0..SLEEPERS).map(|_| nap());
    futures::future::join_all(naps).await;
    let seconds = start.elapsed().as_secs_f64();
    println!("{SLEEPERS} naps: {seconds:.1} s");
}

async fn nap() {
    sleep(Duration::from_secs(1)).await;
}
