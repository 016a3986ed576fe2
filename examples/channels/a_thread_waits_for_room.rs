// A thread that feeds the loop waits when it is full.

use std::{thread, time::Duration};
use tokio::{sync::mpsc, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, rx) = mpsc::channel(1);
    thread::spawn(|| bake(tx));
    let shop = tokio::spawn(sell(rx));
    sleep(Duration::from_millis(1000)).await;
    println!("main looks in");
    shop.await.unwrap();
}

fn bake(tx: mpsc::Sender<u32>) {
    for cake in 1..=3 {
        thread::sleep(Duration::from_millis(100));
        tx.blocking_send(cake).unwrap();
    }
}

async fn sell(mut rx: mpsc::Receiver<u32>) {
    for _ in 1..=3 {
        let cake = rx.recv().await.unwrap();
        println!("sells {cake}");
        sleep(Duration::from_millis(600)).await;
    }
}
