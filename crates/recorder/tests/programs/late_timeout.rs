// A timeout that is over before anybody asks it does not say how long it was.

use std::thread;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(50);
    timeout(patience, count()).await.unwrap_err();
}

async fn count() {
    for _ in 0..3 {
        thread::sleep(Duration::from_millis(100));
        yield_now().await;
    }
}
