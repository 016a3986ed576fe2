// A handler that awaits its pause lets the heart beat.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let heart = tokio::spawn(heartbeat());
    sleep(Duration::from_millis(100)).await;
    handler(400).await;
    heart.await.unwrap();
}

async fn heartbeat() {
    for n in 1..=3 {
        println!("tick {n}");
        sleep(Duration::from_millis(200)).await;
    }
}

async fn handler(millis: u64) {
    let time = Duration::from_millis(millis);
    println!("handler starts");
    sleep(time).await;
    println!("handler done");
}
