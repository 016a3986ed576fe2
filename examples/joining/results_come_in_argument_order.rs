// `join!` returns results in argument order.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let (a, b, c) = tokio::join!(
        fetch("a", 300),
        fetch("b", 100),
        fetch("c", 200),
    );
    println!("{a} {b} {c}");
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
}

async fn fetch(name: &str, millis: u64) -> &str {
    sleep(Duration::from_millis(millis)).await;
    println!("{name} done");
    name
}
