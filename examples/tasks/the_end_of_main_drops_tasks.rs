// A task runs until the end of `main` drops it.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(backup());
    drop(task); // Nobody holds the task now.
    sleep(Duration::from_millis(100)).await;
    println!("main: ends");
}

async fn backup() {
    let _cleanup = Cleanup;
    println!("backup: starts");
    sleep(Duration::from_millis(300)).await;
    println!("backup: done");
}

struct Cleanup;

impl Drop for Cleanup {
    fn drop(&mut self) {
        println!("backup: cleans up"); // May not await.
    }
}
