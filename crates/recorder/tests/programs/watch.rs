// A watcher sees the newest value, and the end of the sender.

use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, receiver) = watch::channel(20);
    let watcher = tokio::spawn(follow(receiver));
    for degrees in [21, 22] {
        sleep(Duration::from_millis(100)).await;
        sender.send(degrees).unwrap();
    }
    sleep(Duration::from_millis(100)).await;
    drop(sender);
    watcher.await.unwrap();
}

async fn follow(mut receiver: watch::Receiver<u32>) {
    while receiver.changed().await.is_ok() {
        println!("now {} degrees", *receiver.borrow_and_update());
    }
    println!("no more news");
}
