// An `await` can pause a function and keep its locals.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(add_up());
    sleep(Duration::from_millis(100)).await;
    println!("main: add_up is paused");
    sleep(Duration::from_millis(200)).await;
    println!("main: add_up is paused again");
    let total = task.await.unwrap();
    println!("main: it returned {total}");
}

async fn add_up() -> i32 {
    let mut total = 0;
    for number in 1..=3 {
        total += number;
        println!("add_up: total is {total}");
        sleep(Duration::from_millis(200)).await;
    }
    total
}
