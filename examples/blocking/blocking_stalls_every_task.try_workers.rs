// Two handlers that block two workers stop every task.

use std::thread;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let heart = tokio::spawn(heartbeat());
    sleep(Duration::from_millis(100)).await;
    let other = tokio::spawn(handler(900));
    tokio::spawn(handler(400)).await.unwrap();
    heart.await.unwrap();
    other.await.unwrap();
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
    thread::sleep(time);
    println!("handler done");
}
