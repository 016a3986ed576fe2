// When the last sender is dropped, the loop ends.

use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, rx) = channel(2);
    let shop = tokio::spawn(sell(rx));
    let pies = bake("pie", 100, tx.clone());
    let tarts = bake("tart", 300, tx.clone());
    tokio::join!(pies, tarts);
    drop(tx);
    let patience = Duration::from_millis(200);
    match timeout(patience, shop).await {
        Ok(_) => println!("the shop is closed"),
        Err(_) => println!("deadlock"),
    }
}

async fn bake(cake: &str, millis: u64, tx: Sender<String>) {
    sleep(Duration::from_millis(millis)).await;
    tx.send(cake.to_string()).await.unwrap();
}

async fn sell(mut rx: Receiver<String>) {
    while let Some(cake) = rx.recv().await {
        println!("sells a {cake}");
    }
}
