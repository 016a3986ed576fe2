// What `pin!` returns borrows the stream.

use async_stream::stream;
use futures::{Stream, StreamExt};
use std::pin::pin;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut cakes = pin!(bake());
    while let Some(cake) = cakes.next().await {
        println!("main: eats cake {cake}");
        if cake == 2 {
            break;
        }
    }
    println!("main: full");
    drop(cakes);
    println!("main: goes on");
}

fn bake() -> impl Stream<Item = u32> {
    stream! {
        let _oven = Oven;
        for cake in 1.. {
            sleep(Duration::from_millis(100)).await;
            yield cake;
        }
    }
}

struct Oven;

impl Drop for Oven {
    fn drop(&mut self) {
        println!("oven: off"); // May not await.
    }
}
