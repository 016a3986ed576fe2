// The list is inside what the deadline ends.

use futures::stream::{FuturesUnordered, StreamExt};
use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let fetches =
        [fetch("a", 100), fetch("b", 200), fetch("c", 600)];
    let mut left = FuturesUnordered::from_iter(fetches);
    let all = async {
        let mut done = Vec::new();
        while let Some(name) = left.next().await {
            done.push(name);
        }
        done
    };
    let limit = Duration::from_millis(400);
    let done = timeout(limit, all).await.unwrap();
    let names = done.join(" ");
    println!("done: [{names}], left: {}", left.len());
}

async fn fetch(name: &str, millis: u64) -> &str {
    sleep(Duration::from_millis(millis)).await;
    println!("{name} is there");
    name
}
