// The loop asks for permits, the tasks return them.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::{task::JoinSet, time::sleep};

static LIMIT: Semaphore = Semaphore::const_new(2);
static OPEN: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut set = JoinSet::new();
    for n in 1..=4 {
        let permit = LIMIT.acquire().await.unwrap();
        set.spawn(fetch(n, permit));
    }
    let metrics = Handle::current().metrics();
    println!("main: {} tasks", metrics.num_alive_tasks());
    set.join_all().await;
}

async fn fetch(n: u64, _permit: SemaphorePermit<'_>) {
    server(n).await;
}

async fn server(n: u64) {
    let open = OPEN.fetch_add(1, SeqCst) + 1;
    println!("fetch {n}: {open} open");
    sleep(Duration::from_millis(n * 100)).await;
    OPEN.fetch_sub(1, SeqCst);
}
