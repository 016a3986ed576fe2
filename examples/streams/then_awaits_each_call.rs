// `then` awaits each call before it makes the next.

use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pages: Vec<_> =
        stream::iter([3, 1, 2]).then(fetch).collect().await;
    println!("main: {} pages", pages.len());
}

async fn fetch(page: u64) -> u64 {
    println!("fetch: asks for page {page}");
    sleep(Duration::from_millis(page * 100)).await;
    println!("fetch: got page {page}");
    page
}
