// A task starts at the next pause, awaited or not.

use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task: JoinHandle<u32> = tokio::spawn(child());
    println!("main: spawned");
    sleep(Duration::from_millis(100)).await;
    println!("main: rested");
    println!("main: got {}", task.await.unwrap());
}

async fn child() -> u32 {
    println!("child: runs");
    7
}
