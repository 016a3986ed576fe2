// Leaving the block drops the set, which aborts its tasks.

use std::time::{Duration, Instant};
use tokio::{task::JoinSet, time::sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    {
        let mut set = JoinSet::new();
        set.spawn(step("near", 100));
        set.spawn(step("far", 300));
        sleep(Duration::from_millis(200)).await;
    } // Drops `set`.
    let seconds = start.elapsed().as_secs_f64();
    println!("main: past the block at {seconds:.1} s");
    sleep(Duration::from_millis(300)).await;
    println!("main: ends");
}

async fn step(name: &str, millis: u64) {
    sleep(Duration::from_millis(millis)).await;
    println!("{name}: done");
}
