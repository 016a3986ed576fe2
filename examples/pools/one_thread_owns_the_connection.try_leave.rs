// The end of `main` ends a thread nobody joined.

use std::{thread, time::Duration};
use tokio::sync::{mpsc, oneshot};

type Mail = (&'static str, oneshot::Sender<u32>);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mails, inbox) = mpsc::channel(10);
    thread::spawn(|| work(inbox));
    for to in ["ann", "bob"] {
        let (answer, receipt) = oneshot::channel();
        mails.send((to, answer)).await.unwrap();
        let number = receipt.await.unwrap();
        println!("main: {to} has receipt {number}");
    }
    drop(mails); // No more mail: `work` leaves its loop.
    println!("main: ends");
}

fn work(mut inbox: mpsc::Receiver<Mail>) {
    println!("worker: logs in");
    let mut number = 0;
    while let Some((to, answer)) = inbox.blocking_recv() {
        number += 1;
        println!("worker: sends to {to}");
        thread::sleep(Duration::from_millis(100));
        answer.send(number).unwrap();
    }
    thread::sleep(Duration::from_millis(200));
    println!("worker: logs out");
}
