// The pool made a future; awaiting that runs it.

use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    handle().await;
    println!("main: ends");
}

async fn handle() {
    let mail = spawn_blocking(|| send("ann"));
    mail.await.unwrap().await;
    sleep(Duration::from_millis(300)).await; // Long enough?
}

async fn send(to: &str) {
    sleep(Duration::from_millis(100)).await;
    println!("send: mail to {to} is out");
}
