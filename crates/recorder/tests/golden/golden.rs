// One of each: what tokio has spans and events for.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Barrier, Mutex, RwLock, Semaphore, mpsc, oneshot};
use tokio::task::{LocalSet, spawn_blocking, spawn_local, yield_now};
use tokio::time::{interval, sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    timers().await;
    locks().await;
    channels().await;
    tasks().await;
}

async fn timers() {
    sleep(Duration::from_millis(20)).await;
    let short = Duration::from_millis(20);
    timeout(short, sleep(Duration::from_secs(9))).await.unwrap_err();
    let mut clock = interval(Duration::from_millis(100));
    clock.tick().await;
    clock.tick().await;
}

async fn locks() {
    let mutex = Arc::new(Mutex::new(()));
    let guard = mutex.clone().lock_owned().await;
    let waits = tokio::spawn(async move { drop(mutex.lock().await) });
    yield_now().await;
    drop(guard);
    waits.await.unwrap();

    let lock = Arc::new(RwLock::new(()));
    let guard = lock.clone().write_owned().await;
    let waits = tokio::spawn(async move { drop(lock.read().await) });
    yield_now().await;
    drop(guard);
    waits.await.unwrap();

    let permits = Arc::new(Semaphore::new(0));
    let same = permits.clone();
    let waits = tokio::spawn(async move { same.acquire().await.unwrap().forget() });
    yield_now().await;
    permits.add_permits(1);
    waits.await.unwrap();

    let barrier = Arc::new(Barrier::new(2));
    let same = barrier.clone();
    let waits = tokio::spawn(async move { same.wait().await.is_leader() });
    yield_now().await;
    barrier.wait().await;
    waits.await.unwrap();
}

async fn channels() {
    let (sender, receiver) = oneshot::channel();
    let waits = tokio::spawn(receiver);
    yield_now().await;
    sender.send(()).unwrap();
    waits.await.unwrap().unwrap();

    let (sender, mut receiver) = mpsc::channel(1);
    let waits = tokio::spawn(async move {
        sender.send(1).await.unwrap();
        sender.send(2).await.unwrap();
    });
    yield_now().await;
    while receiver.recv().await.is_some() {}
    waits.await.unwrap();
}

async fn tasks() {
    let aborted = tokio::spawn(sleep(Duration::from_secs(9)));
    yield_now().await;
    aborted.abort();
    aborted.await.unwrap_err();
    tokio::spawn(async { panic!("on purpose") }).await.unwrap_err();
    // It ends when `main` waits for it, and not before.
    let (send, receive) = std::sync::mpsc::channel();
    let job = spawn_blocking(move || receive.recv().unwrap());
    tokio::spawn(async move { send.send(()).unwrap() });
    job.await.unwrap();
    let set = LocalSet::new();
    set.run_until(async { spawn_local(async {}).await.unwrap() }).await;
}
