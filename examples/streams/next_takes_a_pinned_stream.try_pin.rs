// `pin!` pins a stream in a local.

use async_stream::stream;
use futures::{Stream, StreamExt};
use std::pin::pin;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    eat(bake()).await;
}

async fn eat(cakes: impl Stream<Item = u32>) {
    let mut cakes = pin!(cakes);
    while let Some(cake) = cakes.next().await {
        println!("eat: cake {cake}");
    }
}

fn bake() -> impl Stream<Item = u32> {
    stream! {
        yield 1;
        yield 2;
    }
}
