// A timeout drops the handle, and the task runs on.

use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(100);
    let task = tokio::spawn(work());
    if timeout(patience, task).await.is_err() {
        println!("main: gave up");
    }
    sleep(Duration::from_millis(400)).await;
    println!("main: ends");
}

async fn work() {
    let _guard = Guard;
    sleep(Duration::from_millis(300)).await;
    println!("work: done");
}

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        println!("work: closed");
    }
}
