// An `await` in between loses an update, on one thread.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use tokio::time::sleep;

static COUNT: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = tokio::spawn(add_one());
    let second = tokio::spawn(add_one());
    first.await.unwrap();
    second.await.unwrap();
    println!("count: {}", COUNT.load(SeqCst));
}

async fn add_one() {
    let count = COUNT.load(SeqCst);
    sleep(Duration::from_millis(100)).await;
    COUNT.store(count + 1, SeqCst);
}
