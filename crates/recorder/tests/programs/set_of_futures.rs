// A set makes its tasks of an iterator: tokio says that it made them itself.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut set = JoinSet::from_iter([nap(300), nap(100)]);
    while set.join_next().await.is_some() {}
}

async fn nap(millis: u64) {
    sleep(Duration::from_millis(millis)).await;
}
