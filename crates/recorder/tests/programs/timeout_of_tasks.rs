// A timeout gives up the waits for tasks too; the tasks go on.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for _ in 0..2 {
        let two = async { tokio::join!(mail(), mail()) };
        let patience = Duration::from_millis(100);
        timeout(patience, two).await.unwrap_err();
    }
    sleep(Duration::from_millis(100)).await;
}

async fn mail() {
    spawn_blocking(send).await.unwrap();
}

fn send() {
    thread::sleep(Duration::from_millis(600));
}
