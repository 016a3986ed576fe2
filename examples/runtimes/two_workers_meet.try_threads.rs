// Two threads beside one loop meet.

use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let barrier = Arc::new(Barrier::new(2));
    let other = Arc::clone(&barrier);
    let ann = tokio::task::spawn_blocking(|| meet(barrier));
    let bob = tokio::task::spawn_blocking(|| meet(other));
    let ids = [ann.await.unwrap(), bob.await.unwrap()];
    println!("threads: {}", HashSet::from(ids).len());
}

fn meet(barrier: Arc<Barrier>) -> ThreadId {
    barrier.wait(); // Blocks until two threads are here.
    thread::sleep(Duration::from_millis(200)); // Together.
    thread::current().id()
}
