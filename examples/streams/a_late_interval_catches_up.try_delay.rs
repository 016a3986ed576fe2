// `Delay` counts anew from a tick that came late.

use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let mut ticks = interval(Duration::from_millis(200));
    let late = MissedTickBehavior::Delay;
    ticks.set_missed_tick_behavior(late);
    for tick in 1..=4 {
        ticks.tick().await;
        let seconds = start.elapsed().as_secs_f64();
        println!("tick {tick} at {seconds:.1} s");
        if tick == 1 {
            sleep(Duration::from_millis(500)).await;
        }
    }
}
