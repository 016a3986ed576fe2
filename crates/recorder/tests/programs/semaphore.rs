// Three downloads, two permits: the third waits for one of them.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let permits = Arc::new(Semaphore::new(2));
    let downloads = [("a", 100), ("b", 300), ("c", 400)].map(|(name, millis)| {
        let permits = permits.clone();
        tokio::spawn(async move {
            let _permit = permits.acquire().await.unwrap();
            download(name, millis).await;
        })
    });
    for each in downloads {
        each.await.unwrap();
    }
}

async fn download(name: &str, millis: u64) {
    sleep(Duration::from_millis(millis)).await;
    println!("{name} is there");
}
