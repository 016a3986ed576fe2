// Wrapped, `sleep` is called at the `await`.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let first = nap();
    let second = nap();
    first.await;
    second.await;
    println!("{:.1} s", start.elapsed().as_secs_f64());
}

async fn nap() {
    sleep(Duration::from_millis(200)).await
}
