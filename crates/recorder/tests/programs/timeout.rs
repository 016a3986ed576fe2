// What is not ready in time is dropped.

use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for patience in [100, 300] {
        let patience = Duration::from_millis(patience);
        match timeout(patience, reply()).await {
            Ok(word) => println!("{word}"),
            Err(error) => println!("{error}"),
        }
    }
}

async fn reply() -> &'static str {
    sleep(Duration::from_millis(200)).await;
    "here you are"
}
