// A channel with room for one: the sender waits for the receiver, and the
// receiver for the sender.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(1);
    let producer = tokio::spawn(async move {
        sleep(Duration::from_millis(100)).await;
        for number in 1..=3 {
            sender.send(number).await.unwrap();
        }
        println!("all sent");
    });
    while let Some(number) = receiver.recv().await {
        sleep(Duration::from_millis(200)).await;
        println!("got {number}");
    }
    producer.await.unwrap();
}
