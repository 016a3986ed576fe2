// A pause that blocks the thread gives no task a turn.

use std::thread::sleep;
use std::time::Duration;
use tokio::task::JoinHandle;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task: JoinHandle<u32> = tokio::spawn(child());
    println!("main: spawned");
    sleep(Duration::from_millis(100)); // Blocks.
    println!("main: rested");
    println!("main: got {}", task.await.unwrap());
}

async fn child() -> u32 {
    println!("child: runs");
    7
}
