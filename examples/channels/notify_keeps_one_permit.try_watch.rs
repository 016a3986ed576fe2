// A watch channel keeps its last value for everybody.

use std::time::Duration;
use tokio::{sync::watch, time::timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut door) = watch::channel(false);
    tx.send(true).unwrap();
    for name in ["ann", "bob"] {
        let limit = Duration::from_millis(100);
        match timeout(limit, door.wait_for(|v| *v)).await {
            Ok(_) => println!("{name} is in"),
            Err(_) => println!("{name} gives up"),
        }
    }
}
