// Ten thousand tasks, each polled a hundred times, on the runtime that the
// last argument names.

use tokio::runtime::Builder;
use tokio::task::yield_now;

const TASKS: u32 = 10_000;
const POLLS: u32 = 100;

pub fn main() {
    let flavor = std::env::args().next_back();
    let runtime = match flavor.as_deref() {
        Some("multi_thread") => Builder::new_multi_thread().worker_threads(2).build(),
        _ => Builder::new_current_thread().build(),
    };
    let runtime = runtime.unwrap();
    let start = std::time::Instant::now();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..TASKS).map(|_| tokio::spawn(turns())).collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    println!("{}", start.elapsed().as_micros());
}

async fn turns() {
    for _ in 1..POLLS {
        yield_now().await;
    }
}
