// Adding two of these does not compile: they may be errors.

use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (a, b, c) =
        tokio::join!(fetch(1), fetch(2), fetch(3));
    println!("sum: {}", a + b + c); // New.

    for result in [a, b, c] {
        match result {
            Err(error) => println!("error: {error}"),
            Ok(value) => println!("value: {value}"),
        }
    }
}

async fn fetch(n: u64) -> Result<u64, String> {
    sleep(Duration::from_millis(100 * n)).await;
    if n == 2 {
        return Err(format!("no page {n}"));
    }
    Ok(n)
}
