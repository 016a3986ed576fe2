// `join!` is one thread: blocking calls take turns.

use std::time::{Duration, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    tokio::join!(nap("a", 100), nap("b", 200));
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.1} s");
}

async fn nap(name: &str, millis: u64) {
    let time = Duration::from_millis(millis);
    println!("{name} lies down");
    std::thread::sleep(time);
    println!("{name} gets up");
}
