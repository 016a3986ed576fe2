// An `await` uses the future up.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let home = fetch("home");
    println!("main: called fetch");
    sleep(Duration::from_millis(200)).await;
    println!("main: 0.2 s later");
    let page = home.await;
    println!("main: got {page}");
    home.await; // New: await it again.
}

async fn fetch(name: &str) -> String {
    println!("fetch: asking for {name}");
    // The network would be here.
    sleep(Duration::from_millis(100)).await;
    format!("the {name} page")
}
