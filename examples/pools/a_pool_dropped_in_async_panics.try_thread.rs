// A thread may wait for a pool to end; the loop goes on.

use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::task;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pool = Builder::new_current_thread()
        .max_blocking_threads(2)
        .build()
        .unwrap();
    pool.spawn_blocking(|| send("ann"));
    let ticker = task::spawn(tick());
    sleep(Duration::from_millis(50)).await;

    println!("main: closes the pool");
    let end = task::spawn_blocking(|| drop(pool));
    end.await.unwrap();
    println!("main: pool closed");
    ticker.await.unwrap();
}

async fn tick() {
    for number in 1..=2 {
        sleep(Duration::from_millis(100)).await;
        println!("tick {number}");
    }
}

fn send(to: &str) {
    thread::sleep(Duration::from_millis(500));
    println!("send: mail to {to} is out");
}
