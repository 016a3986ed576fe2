// A capacity of 0 is refused.

use std::time::Duration;
use tokio::{sync::mpsc, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, rx) = mpsc::channel(0);
    let guest = tokio::spawn(eat(rx));
    for cake in 1..=5 {
        tx.send(cake).await.unwrap();
        println!("shelf gets {cake}");
    }
    guest.await.unwrap();
}

async fn eat(mut rx: mpsc::Receiver<u32>) {
    for _ in 1..=5 {
        let cake = rx.recv().await.unwrap();
        println!("guest takes {cake}");
        sleep(Duration::from_millis(200)).await;
    }
}
