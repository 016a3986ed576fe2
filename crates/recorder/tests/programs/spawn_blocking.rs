// A blocking call goes to a thread of its own, and others go on meanwhile.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let reading = spawn_blocking(|| read("disk"));
    let ticking = tokio::spawn(tick());
    println!("{}", reading.await.unwrap());
    ticking.await.unwrap();
}

fn read(what: &str) -> String {
    thread::sleep(Duration::from_millis(300));
    format!("{what} was read")
}

async fn tick() {
    for _ in 0..2 {
        sleep(Duration::from_millis(100)).await;
        println!("tick");
    }
}
