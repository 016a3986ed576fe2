// A worker thread goes on between two runs.

use std::{thread, time::Duration};
use tokio::{runtime::Builder, time::sleep};

fn main() {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    println!("main: first run");
    let task = runtime.spawn(work());
    runtime.block_on(pause());
    thread::sleep(Duration::from_millis(800));
    println!("main: done? {}", task.is_finished());
    println!("main: second run");
    let answer = runtime.block_on(task).unwrap();
    println!("main: {answer}");
}

async fn work() -> u32 {
    println!("work: begin");
    sleep(Duration::from_millis(500)).await;
    println!("work: end");
    42
}

async fn pause() {
    sleep(Duration::from_millis(100)).await;
}
