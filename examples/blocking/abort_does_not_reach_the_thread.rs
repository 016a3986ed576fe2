// `abort` does not stop a thread; the handle still waits.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let call = spawn_blocking(send);
    sleep(Duration::from_millis(100)).await;
    call.abort();
    match call.await {
        Ok(answer) => println!("main: got {answer}"),
        Err(_) => println!("main: cancelled"),
    }
}

fn send() -> u32 {
    thread::sleep(Duration::from_millis(300));
    println!("send: mail is out");
    250
}
