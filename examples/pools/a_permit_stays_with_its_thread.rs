// A permit in the closure lasts as long as the thread.

use futures::future::join;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use tokio::time::timeout;
use tokio::{sync::Semaphore, task::spawn_blocking};

static LIMIT: Semaphore = Semaphore::const_new(2);
static OPEN: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_millis(200);
    for attempt in 1..=2 {
        let two = join(mail(), mail());
        if timeout(patience, two).await.is_err() {
            println!("attempt {attempt}: {OPEN:?} open");
        }
    }
}

async fn mail() {
    let permit = LIMIT.acquire().await.unwrap();
    let sending = spawn_blocking(move || {
        send();
        drop(permit); // Another thread may start.
    });
    sending.await.unwrap();
}

fn send() {
    OPEN.fetch_add(1, SeqCst);
    std::thread::sleep(Duration::from_millis(800));
}
