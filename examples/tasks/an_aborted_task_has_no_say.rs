// An aborted task is dropped where it waits; it has no say.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(stubborn());
    sleep(Duration::from_millis(100)).await;
    task.abort();
    println!("main: cancels");
    match task.await {
        Ok(()) => println!("main: it survived"),
        Err(error) => {
            assert!(error.is_cancelled()); // Not a panic.
            println!("main: it is gone");
        }
    }
}

async fn stubborn() {
    let _guard = Guard;
    println!("task: works");
    sleep(Duration::from_millis(300)).await;
    sleep(Duration::from_millis(200)).await;
    println!("task: done");
}

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        println!("task: dropped");
    }
}
