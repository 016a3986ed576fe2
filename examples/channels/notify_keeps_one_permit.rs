// `notify_one` leaves one permit, for one waiter.

use std::time::Duration;
use tokio::{sync::Notify, time::timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let door = Notify::new();
    door.notify_one();
    for name in ["ann", "bob"] {
        let limit = Duration::from_millis(100);
        match timeout(limit, door.notified()).await {
            Ok(_) => println!("{name} is in"),
            Err(_) => println!("{name} gives up"),
        }
    }
}
