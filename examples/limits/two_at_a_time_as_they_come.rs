// Two at a time, and each result as soon as it is there.

use futures::stream::{self, StreamExt};
use std::time::{Duration, Instant};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let delays = [("a", 600), ("b", 100), ("c", 200)];
    let mut names = stream::iter(delays)
        .map(|(name, millis)| fetch(name, millis))
        .buffer_unordered(2);
    while let Some(name) = names.next().await {
        let seconds = start.elapsed().as_secs_f64();
        println!("{name} at {seconds:.1} s");
    }
}

async fn fetch(name: &str, millis: u64) -> &str {
    sleep(Duration::from_millis(millis)).await;
    name
}
