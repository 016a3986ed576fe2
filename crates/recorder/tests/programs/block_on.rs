// A runtime that the program makes itself waits like any other.

use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tokio::time::sleep;

fn main() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(run());
    drop(runtime);
}

async fn run() {
    let (sender, mut inbox) = mpsc::channel(1);
    let tasks = [300, 100, 200].map(|millis| tokio::spawn(later(millis)));
    tokio::spawn(async move {
        later(800).await;
        sender.send(1).await.unwrap();
    });
    for done in futures::future::join_all(tasks).await {
        done.unwrap();
    }
    inbox.recv().await;
}

async fn later(millis: u64) {
    sleep(Duration::from_millis(millis)).await;
}
