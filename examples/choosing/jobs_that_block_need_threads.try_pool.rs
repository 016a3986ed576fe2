// Each blocking job has a thread of the pool.

use std::thread;
use std::time::{Duration, Instant};

const JOBS: usize = 2;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let start = Instant::now();
    let jobs = (0..JOBS).map(|_| tokio::spawn(job()));
    let jobs: Vec<_> = jobs.collect();
    for job in jobs {
        job.await.unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{JOBS} jobs: {seconds:.1} s");
}

async fn job() {
    tokio::task::spawn_blocking(call).await.unwrap();
}

fn call() {
    thread::sleep(Duration::from_millis(200));
}
