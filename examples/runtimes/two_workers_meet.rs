// Two workers run two tasks at the same instant.

use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};
use std::time::Duration;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let barrier = Arc::new(Barrier::new(2));
    let other = Arc::clone(&barrier);
    let ann = tokio::spawn(meet(barrier));
    let bob = tokio::spawn(meet(other));
    let ids = [ann.await.unwrap(), bob.await.unwrap()];
    println!("threads: {}", HashSet::from(ids).len());
}

async fn meet(barrier: Arc<Barrier>) -> ThreadId {
    barrier.wait(); // Blocks until two threads are here.
    thread::sleep(Duration::from_millis(200)); // Together.
    thread::current().id()
}
