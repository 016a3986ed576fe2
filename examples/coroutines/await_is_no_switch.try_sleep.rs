// An `await` that must wait lets the others run.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(other());
    for number in 1..=3 {
        step(number).await;
    }
    println!("main: going to sleep");
    sleep(Duration::from_millis(100)).await;
    task.await.unwrap();
}

async fn step(number: i32) {
    println!("step: {number}");
    sleep(Duration::from_millis(200)).await; // New
}

async fn other() {
    println!("other: at last");
}
