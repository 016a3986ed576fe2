// A timeout ends the waiting; the thread goes on.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(100);
    match timeout(patience, spawn_blocking(send)).await {
        Ok(_) => println!("main: sent"),
        Err(_) => println!("main: gave up"),
    }
    sleep(Duration::from_millis(400)).await;
    println!("main: ends");
}

fn send() {
    thread::sleep(Duration::from_millis(300));
    println!("send: mail is out");
}
