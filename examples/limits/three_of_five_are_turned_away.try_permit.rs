// Five requests, two permits, and room for two.

use futures::future::join_all;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use tokio::{sync::Semaphore, time::sleep};

static LIMIT: Semaphore = Semaphore::const_new(2);
static OPEN: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let requests = (1..=5).map(|_| fetch());
    let answers = join_all(requests).await;
    println!("{}", answers.join(" "));
}

async fn fetch() -> &'static str {
    let _permit = LIMIT.acquire().await.unwrap();
    server().await
}

async fn server() -> &'static str {
    if OPEN.load(SeqCst) == 2 {
        return "busy";
    }
    OPEN.fetch_add(1, SeqCst);
    sleep(Duration::from_millis(100)).await;
    OPEN.fetch_sub(1, SeqCst);
    "ok"
}
