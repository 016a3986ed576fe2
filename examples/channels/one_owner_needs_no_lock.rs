// What one task owns, no other task can change.

use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::{sync::oneshot, time::sleep};

type Ask = (u64, oneshot::Sender<u64>);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, rx) = channel(10);
    let owner = tokio::spawn(own(rx));
    let ann = draw("ann", 300, tx.clone());
    let bob = draw("bob", 100, tx);
    tokio::join!(ann, bob);
    owner.await.unwrap();
}

async fn draw(who: &str, amount: u64, tx: Sender<Ask>) {
    let (reply, answer) = oneshot::channel();
    tx.send((amount, reply)).await.unwrap();
    println!("{who} gets {}", answer.await.unwrap());
}

async fn own(mut rx: Receiver<Ask>) {
    let mut balance = 350;
    while let Some(ask) = rx.recv().await {
        serve(&mut balance, ask).await;
    }
}

async fn serve(balance: &mut u64, (amount, reply): Ask) {
    let gets = if amount > *balance { 0 } else { amount };
    sleep(Duration::from_millis(amount)).await;
    *balance -= gets;
    println!("balance: {balance}");
    reply.send(gets).unwrap();
}
