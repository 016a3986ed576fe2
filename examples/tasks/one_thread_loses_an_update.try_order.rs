// With no `await` in between, no update is lost.

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
    sleep(Duration::from_millis(100)).await;
    let count = COUNT.load(SeqCst);
    COUNT.store(count + 1, SeqCst);
}
