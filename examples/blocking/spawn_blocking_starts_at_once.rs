// `spawn_blocking` starts its thread when it is called.

use std::thread;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let ann = spawn_blocking(send);
    let bob = spawn_blocking(send);
    ann.await.unwrap();
    bob.await.unwrap();
    let seconds = start.elapsed().as_secs_f64();
    println!("sent in {seconds:.1} s");
}

fn send() {
    thread::sleep(Duration::from_millis(300));
}
