// A timeout drops this handle, which aborts its task.

use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_util::task::AbortOnDropHandle;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(100);
    let task = tokio::spawn(work());
    let task = AbortOnDropHandle::new(task);
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
