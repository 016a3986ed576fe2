// All rounds of the loop share one sleep.

use std::time::Duration;
use tokio::{sync::mpsc, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mails, mut inbox) = mpsc::channel(10);
    let feeding = tokio::spawn(feed(mails));
    let limit = Duration::from_millis(600);
    let end = sleep(limit);
    tokio::pin!(end);
    loop {
        tokio::select! {
            biased; // The inbox comes first.
            Some(n) = inbox.recv() => println!("got {n}"),
            () = &mut end => break,
        }
    }
    println!("time is up");
    feeding.abort();
}

async fn feed(mails: mpsc::Sender<u32>) {
    for n in 1..=3 {
        sleep(Duration::from_millis(400)).await;
        mails.send(n).await.unwrap();
    }
}
