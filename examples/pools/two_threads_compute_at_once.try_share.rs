// What is not `Send` cannot go to a thread.

use std::hint::black_box;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let upto = 20_000_000;
    let shared = std::rc::Rc::new(upto);
    let a = spawn_blocking(move || add(*shared));
    let b = spawn_blocking(move || add(upto));
    let both = (a.await.unwrap(), b.await.unwrap());
    println!("threads at once: {}", paired(both));

    let pool = rayon::ThreadPoolBuilder::new();
    let pool = pool.num_threads(2).build().unwrap();
    let (answer, answered) = oneshot::channel();
    pool.spawn(move || {
        let both = rayon::join(|| add(upto), || add(upto));
        answer.send(both).unwrap();
    });
    let both = answered.await.unwrap();
    println!("rayon at once: {}", paired(both));
}

type Run = (Instant, Duration);

fn paired(((a, took), (b, _)): (Run, Run)) -> bool {
    a.max(b) - a.min(b) < took / 2
}

fn add(upto: u64) -> Run {
    let start = Instant::now();
    black_box((0..upto).map(black_box).sum::<u64>());
    (start, start.elapsed())
}
