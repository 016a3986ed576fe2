// A stream makes its next item when asked.

use async_stream::stream;
use futures::{Stream, StreamExt};
use std::{pin::pin, time::Duration};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut cakes = pin!(bake());
    println!("main: nothing is baked yet");
    while let Some(cake) = cakes.next().await {
        println!("main: eats cake {cake}");
        sleep(Duration::from_millis(200)).await;
        println!("main: has room for more");
    }
}

fn bake() -> impl Stream<Item = u32> {
    stream! {
        for cake in 1..=2 {
            println!("bake: begins cake {cake}");
            sleep(Duration::from_millis(100)).await;
            yield cake;
        }
    }
}
