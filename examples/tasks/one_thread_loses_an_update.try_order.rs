// With no `await` in between, no update is lost.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use tokio::time::sleep;

static COUNT: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = tokio::spawn(add_one(100));
    let second = tokio::spawn(add_one(200));
    first.await.unwrap();
    second.await.unwrap();
    println!("count: {}", COUNT.load(SeqCst));
}

async fn add_one(millis: u64) {
    sleep(Duration::from_millis(millis)).await;
    let count = COUNT.load(SeqCst);
    println!("reads {count}");
    COUNT.store(count + 1, SeqCst);
    println!("writes {}", count + 1);
}
