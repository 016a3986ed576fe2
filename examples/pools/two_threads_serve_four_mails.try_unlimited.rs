// With the default limit all four are sent at once.

use futures::future::join_all;
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

fn main() {
    let runtime = Builder::new_current_thread()
        .thread_name("email")
        .build()
        .unwrap();
    runtime.block_on(send_four());
}

async fn send_four() {
    let start = Instant::now();
    let mails = (0..4).map(|_| spawn_blocking(send));
    let done = join_all(mails).await;
    let rounds = start.elapsed().as_millis() / 300;
    println!("rounds of 0.3 s: {rounds}");

    let names = done.into_iter().map(Result::unwrap);
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    println!("threads: {}", names.join(", "));
}

fn send() -> String {
    thread::sleep(Duration::from_millis(300));
    thread::current().name().unwrap().to_string()
}
