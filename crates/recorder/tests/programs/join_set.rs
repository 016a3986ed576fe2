// Results come in the order in which tasks end; dropping the set aborts the
// rest.

use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let mut set = JoinSet::new();
    for seconds in [3, 1, 9, 2] {
        set.spawn(cook(seconds));
    }
    for _ in 0..3 {
        let seconds = set.join_next().await.unwrap().unwrap();
        println!("took {seconds}");
    }
}

async fn cook(seconds: u64) -> u64 {
    sleep(Duration::from_millis(seconds * 100)).await;
    seconds
}
