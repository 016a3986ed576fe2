// An interval ticks at once, and then after each period; what is done between
// two ticks does not delay the next.

use std::time::Duration;
use tokio::time::{interval, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut clock = interval(Duration::from_millis(200));
    for count in 0..3 {
        clock.tick().await;
        println!("tick {count}");
        sleep(Duration::from_millis(50)).await;
    }
}
