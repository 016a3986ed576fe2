// `shutdown_background` does not wait for the threads.

use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

fn main() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(serve());
    runtime.shutdown_background();
    println!("main: ends");
}

async fn serve() {
    spawn_blocking(|| send("ann")); // Not awaited.
    sleep(Duration::from_millis(100)).await;
    println!("serve: ends");
}

fn send(to: &str) {
    thread::sleep(Duration::from_millis(300));
    println!("send: mail to {to} is out");
}
