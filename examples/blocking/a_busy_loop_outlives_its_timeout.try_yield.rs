// A loop that yields gives the timer its turn.

use std::time::{Duration, Instant};
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(50);
    match timeout(patience, count()).await {
        Ok(answer) => println!("answer: {answer}"),
        Err(_) => println!("timed out"),
    }
}

async fn count() -> u32 {
    for part in 1..=3 {
        busy(Duration::from_millis(100));
        println!("part {part} of 3");
        tokio::task::yield_now().await;
    }
    42
}

/// Burns CPU, as parsing a large file would.
fn busy(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {}
}
