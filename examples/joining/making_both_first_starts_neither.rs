// Made first and awaited in turn, they run in turn.

use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let hello = say_after(100, "hello");
    let world = say_after(200, "world");
    hello.await;
    world.await;
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
}

async fn say_after(millis: u64, word: &str) {
    sleep(Duration::from_millis(millis)).await;
    println!("{word}");
}
