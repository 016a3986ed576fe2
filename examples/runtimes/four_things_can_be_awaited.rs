// A future, a handle, a receiver and any `IntoFuture`
// can be awaited.

use std::future::{Ready, ready};
use tokio::sync::oneshot;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("call: {}", work(1).await);

    let task = tokio::spawn(work(2));
    println!("task: {}", task.await.unwrap());

    let (sender, light) = oneshot::channel();
    sender.send(3).unwrap(); // No future does this work.
    println!("light: {}", light.await.unwrap());

    println!("order: {}", Order(4).await);
}

async fn work(n: u32) -> u32 {
    n
}

struct Order(u32);

impl IntoFuture for Order {
    type Output = u32;
    type IntoFuture = Ready<u32>;

    fn into_future(self) -> Ready<u32> {
        ready(self.0)
    }
}
