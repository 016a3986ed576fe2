// While a page is saved, nobody polls the fetches.

use futures::stream::{self, StreamExt};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let delays = [("a", 200), ("b", 100), ("c", 200)];
    let mut names = stream::iter(delays)
        .map(|(name, millis)| fetch(name, millis))
        .buffered(2);
    while let Some(name) = names.next().await {
        save(name).await;
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
