// `Box::pin` pins a stream on the heap.

use async_stream::stream;
use futures::{Stream, StreamExt};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    eat(bake()).await;
}

async fn eat(cakes: impl Stream<Item = u32>) {
    let mut cakes = Box::pin(cakes);
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
