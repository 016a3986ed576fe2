// A sleeper that blocks has a thread of its own.

use std::thread;
use std::time::{Duration, Instant};

const SLEEPERS: usize = 5;

fn main() {
    let start = Instant::now();
    let naps = (0..SLEEPERS).map(|_| thread::spawn(nap));
    let naps: Vec<_> = naps.collect();
    for nap in naps {
        nap.join().unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{SLEEPERS} naps: {seconds:.1} s");
}

fn nap() {
    thread::sleep(Duration::from_secs(1));
}
