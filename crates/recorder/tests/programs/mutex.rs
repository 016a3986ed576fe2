// Two workers share a lock that is held across an await.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let first = tokio::spawn(write(log.clone(), "first", 200));
    sleep(Duration::from_millis(50)).await;
    let second = tokio::spawn(write(log.clone(), "second", 100));
    first.await.unwrap();
    second.await.unwrap();
    println!("{:?}", log.lock().await);
}

async fn write(log: Arc<Mutex<Vec<&str>>>, name: &'static str, millis: u64) {
    let mut log = log.lock().await;
    sleep(Duration::from_millis(millis)).await;
    log.push(name);
}
