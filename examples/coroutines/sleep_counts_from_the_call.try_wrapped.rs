// Wrapped, `sleep` is called at the `await`.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let first = nap(200);
    let second = nap(300);
    first.await;
    second.await;
    println!("{:.1} s", start.elapsed().as_secs_f64());
}

async fn nap(millis: u64) {
    sleep(Duration::from_millis(millis)).await
}
