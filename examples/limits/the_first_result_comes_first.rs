// `join_next` hands out whichever is done first.

use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let delays = [("a", 300), ("b", 100), ("c", 200)];
    let mut set = JoinSet::new();
    for (name, millis) in delays {
        set.spawn(fetch(name, millis));
    }
    while let Some(result) = set.join_next().await {
        let name = result.unwrap();
        let seconds = start.elapsed().as_secs_f64();
        println!("{name} at {seconds:.1} s");
    }
}

async fn fetch(name: &str, millis: u64) -> &str {
    sleep(Duration::from_millis(millis)).await;
    name
}
