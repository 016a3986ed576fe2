// `spawn_blocking` in an async block waits for the await.

use std::thread;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let ann = async { spawn_blocking(send).await };
    let bob = async { spawn_blocking(send).await };
    ann.await.unwrap();
    bob.await.unwrap();
    let seconds = start.elapsed().as_secs_f64();
    println!("sent in {seconds:.1} s");
}

fn send() {
    thread::sleep(Duration::from_millis(300));
}
