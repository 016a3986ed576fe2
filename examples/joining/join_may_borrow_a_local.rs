// `join!` may borrow: it ends before its function does.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let order = vec!["tea", "cake"];
    let count = async {
        sleep(Duration::from_millis(100)).await;
        order.len()
    };
    let first = async {
        sleep(Duration::from_millis(200)).await;
        order[0]
    };
    let (count, first) = tokio::join!(count, first);
    println!("{count} dishes, {first} first");
    println!("main still has {}", order.join(" and "));
}
