// What is put into a list has not begun.

use futures::future::join_all;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let delays = [("a", 400), ("b", 200), ("c", 300)];
    let mut fetches = Vec::new();
    for (name, millis) in delays {
        fetches.push(fetch(name, millis));
        println!("{name} is in the list");
    }
    let joined = join_all(fetches);
    let names = joined.await;
    println!("{}", names.join(" "));
}

async fn fetch(name: &str, millis: u64) -> &str {
    println!("{name} starts");
    sleep(Duration::from_millis(millis)).await;
    println!("{name} ends");
    name
}
