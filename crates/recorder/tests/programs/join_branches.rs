// Branches wait in the order in which they are written.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut inbox) = mpsc::channel::<u32>(1);
    tokio::join!(
        async { inbox.recv().await },
        tokio::spawn(later(100)),
        async {
            later(300).await;
            sender.send(1).await.unwrap();
        },
    )
    .1
    .unwrap();
}

async fn later(millis: u64) {
    sleep(Duration::from_millis(millis)).await;
}
