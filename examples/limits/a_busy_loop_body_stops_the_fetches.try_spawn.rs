// While a page is saved, the tasks go on fetching.

use futures::stream::{self, StreamExt};
use std::time::Duration;
use tokio::{spawn, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let delays = [("a", 200), ("b", 100), ("c", 200)];
    let mut names = stream::iter(delays)
        .map(|(name, ms)| spawn(fetch(name, ms)))
        .buffered(2);
    while let Some(name) = names.next().await {
        save(name.unwrap()).await;
    }
}

async fn fetch(name: &str, millis: u64) -> &str {
    sleep(Duration::from_millis(millis)).await;
    println!("{name} is there");
    name
}

async fn save(name: &str) {
    sleep(Duration::from_millis(400)).await;
    println!("{name} is saved");
}
