// About thirty lines: a task, a channel, timers, a join.

use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("begins, edit 0");
    let start = Instant::now();
    let (sender, mut inbox) = mpsc::channel(4);
    let worker = tokio::spawn(async move {
        for number in 0..3_u32 {
            sleep(Duration::from_millis(10)).await;
            if sender.send(number).await.is_err() {
                break;
            }
        }
        "worker done".to_string()
    });
    while let Some(number) = inbox.recv().await {
        println!("got {number}");
    }
    let (a, b) = tokio::join!(double(1), double(2));
    println!("{} {a} {b}", worker.await.unwrap());
    println!("{:.1} s", start.elapsed().as_secs_f64());
}

async fn double(number: u64) -> u64 {
    sleep(Duration::from_millis(10 * number)).await;
    2 * number
}
