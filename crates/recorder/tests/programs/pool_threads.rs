// A thread of the pool that waits for another thread does nothing else.

use std::thread;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    spawn_blocking(joins).await.unwrap();
    let pool = pool();
    spawn_blocking(|| drop(pool)).await.unwrap();
    let pool = self::pool();
    let patience = Duration::from_millis(100);
    spawn_blocking(move || pool.shutdown_timeout(patience))
        .await
        .unwrap();
}

fn joins() {
    thread::spawn(nap).join().unwrap();
}

fn pool() -> Runtime {
    let pool = Builder::new_current_thread().build().unwrap();
    pool.spawn_blocking(nap);
    pool
}

fn nap() {
    thread::sleep(Duration::from_millis(200));
}
