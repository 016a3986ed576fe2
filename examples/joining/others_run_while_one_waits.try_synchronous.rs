// A synchronous wait holds up everyone.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let ticker = tokio::spawn(tick());
    fetch("first").await;
    fetch("second").await;
    ticker.await.unwrap();
}

async fn tick() {
    for n in 1..=2 {
        sleep(Duration::from_millis(200)).await;
        println!("tick {n}");
    }
}

async fn fetch(name: &str) {
    std::thread::sleep(Duration::from_millis(300));
    println!("{name} done");
}
