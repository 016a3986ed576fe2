// In an async block, `sleep` is called inside the runtime.

use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::time::sleep;

fn main() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    println!("outside: {}", found());
    runtime.block_on(look());
    runtime.block_on(async {
        sleep(Duration::from_millis(100)).await
    });
    println!("slept");
}

async fn look() {
    println!("inside: {}", found());
}

fn found() -> &'static str {
    match Handle::try_current() {
        Ok(_) => "found",
        Err(_) => "none",
    }
}
