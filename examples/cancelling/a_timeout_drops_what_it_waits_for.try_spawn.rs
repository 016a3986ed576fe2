// A clean-up in a task of its own may await.

use std::time::Duration;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(100);
    if timeout(patience, fetch()).await.is_err() {
        println!("main: gave up");
    }
    sleep(Duration::from_millis(400)).await;
    println!("main: ends");
}

async fn fetch() {
    let _connection = Connection;
    println!("fetch: starts");
    sleep(Duration::from_millis(300)).await;
    println!("fetch: done");
}

struct Connection;

impl Drop for Connection {
    fn drop(&mut self) {
        println!("fetch: closes");
        tokio::spawn(async {
            sleep(Duration::from_millis(200)).await;
            println!("fetch: closed");
        });
    }
}
