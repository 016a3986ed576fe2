// A closure that borrows a local cannot go to the pool.

use std::thread;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    tokio::join!(on_loop("ann"), on_loop("bob"));
    let seconds = start.elapsed().as_secs_f64();
    println!("on the loop: {seconds:.1} s");

    let start = Instant::now();
    tokio::join!(in_thread("ann"), in_thread("bob"));
    let seconds = start.elapsed().as_secs_f64();
    println!("in threads: {seconds:.1} s");
}

async fn on_loop(to: &str) {
    send(to);
}

async fn in_thread(to: &str) {
    let to = to.to_string(); // The thread gets its own.
    spawn_blocking(|| send(&to)).await.unwrap();
}

fn send(_to: &str) {
    thread::sleep(Duration::from_millis(300));
}
