// Naps that await can share one thread.

use std::time::{Duration, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    tokio::join!(nap("a", 100), nap("b", 200));
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
}

async fn nap(name: &str, millis: u64) {
    let time = Duration::from_millis(millis);
    println!("{name} lies down");
    tokio::time::sleep(time).await;
    println!("{name} gets up");
}
