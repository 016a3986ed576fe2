// A panic inside `join!` takes its siblings with it.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let both = tokio::spawn(async {
        tokio::join!(calm(), buggy())
    });
    match both.await {
        Ok(_) => println!("main: all is well"),
        Err(_) => println!("main: a failure"),
    }
    sleep(Duration::from_millis(300)).await;
}

async fn calm() {
    let _guard = Goodbye;
    sleep(Duration::from_millis(200)).await;
    println!("calm: done");
}

async fn buggy() {
    sleep(Duration::from_millis(100)).await;
    panic!("a bug");
}

struct Goodbye;

impl Drop for Goodbye {
    fn drop(&mut self) {
        println!("calm: closed");
    }
}
