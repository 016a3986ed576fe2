// What a blocked worker has just spawned has to wait.

use std::thread;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    sleep(Duration::from_millis(100)).await;
    tokio::spawn(handler(400)).await.unwrap();
}

async fn heartbeat() {
    for n in 1..=3 {
        println!("tick {n}");
        sleep(Duration::from_millis(200)).await;
    }
}

async fn handler(millis: u64) {
    let time = Duration::from_millis(millis);
    let heart = tokio::spawn(heartbeat());
    println!("handler starts");
    thread::sleep(time);
    println!("handler done");
    heart.await.unwrap();
}
