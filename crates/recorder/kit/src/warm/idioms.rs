//! What readers write that the listings do not: never run, only compiled.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, Notify, RwLock, Semaphore, broadcast, mpsc, oneshot, watch};
use tokio::task::{JoinHandle, JoinSet, spawn_blocking, yield_now};
use tokio::time::{interval, sleep, timeout};

/// What values may be that go through channels and come out of tasks.
trait Value: Clone + Default + std::fmt::Debug + Send + Sync + 'static {}

impl<T: Clone + Default + std::fmt::Debug + Send + Sync + 'static> Value for T {}

/// All of it for values of some type.
macro_rules! with {
    ($($value:ty),*) => { &[$(channels::<$value>, shared::<$value>, tasks::<$value>, std_of::<$value>),*] };
}

#[used]
static IDIOMS: &[fn()] = with![(), bool, i32, u32, u64, usize, f64, &'static str, String];

fn channels<T: Value>() {
    let (sender, mut receiver) = mpsc::channel::<T>(8);
    let (unbounded, mut receiver_of_unbounded) = mpsc::unbounded_channel::<T>();
    let (once, answer) = oneshot::channel::<T>();
    let (all, mut one_of_all) = broadcast::channel::<T>(8);
    let (newest, mut seen) = watch::channel(T::default());
    tokio::spawn(async move {
        sender.send(T::default()).await.unwrap();
        if sender.clone().send(T::default()).await.is_err() || sender.is_closed() {}
        let _ = (
            sender.try_send(T::default()),
            sender.blocking_send(T::default()),
        );
        let _ = (
            unbounded.send(T::default()),
            unbounded.clone().send(T::default()).unwrap(),
        );
        let _ = (
            once.send(T::default()).unwrap(),
            all.send(T::default()).unwrap(),
        );
        let _ = (newest.send(T::default()).unwrap(), newest.borrow().clone());
        drop((sender, unbounded, all, newest));
    });
    tokio::spawn(async move {
        while let Some(value) = receiver.recv().await {
            println!("{value:?}");
        }
        let _ = (
            receiver.try_recv(),
            receiver.close(),
            receiver.blocking_recv(),
        );
        while let Some(value) = receiver_of_unbounded.recv().await {
            println!("{value:?}");
        }
        while let Ok(value) = one_of_all.recv().await {
            println!("{value:?}");
        }
        while seen.changed().await.is_ok() {
            println!("{:?}", *seen.borrow_and_update());
        }
        seen.changed().await.unwrap();
        drop((receiver, receiver_of_unbounded, one_of_all, seen));
        println!("{:?}", answer.await.unwrap());
    });
}

fn shared<T: Value>() {
    let (mutex, lock) = (
        Arc::new(Mutex::new(T::default())),
        Arc::new(RwLock::new(T::default())),
    );
    tokio::spawn(async move {
        *Arc::clone(&mutex).lock().await = T::default();
        let mut guard = mutex.lock().await;
        *guard = lock.read().await.clone();
        println!("{:?}", *guard);
        *lock.clone().write().await = T::default();
        drop(guard);
        drop((mutex, lock));
    });
    let both = Arc::new(std::sync::Mutex::new(vec![T::default()]));
    both.clone().lock().unwrap().push(T::default());
    for value in both.lock().unwrap().iter() {
        println!("{value:?}");
    }
    let map = Arc::new(Mutex::new(HashMap::<String, T>::new()));
    tokio::spawn(async move {
        let mut map = map.lock().await;
        map.insert(String::new(), T::default());
        for (key, value) in map.iter() {
            println!("{key} {value:?}");
        }
        println!("{:?}", map.get(""));
        println!("{:?}", map.remove(""));
    });
}

async fn value<T: Value>() -> T {
    sleep(Duration::from_millis(1)).await;
    T::default()
}

fn tasks<T: Value>() {
    tokio::spawn(async {
        let handle = tokio::spawn(value::<T>());
        let aborted: JoinHandle<T> = spawn_blocking(T::default);
        aborted.abort();
        println!("{:?} {:?}", handle.await.unwrap(), aborted.await);
        match timeout(Duration::from_millis(1), value::<T>()).await {
            Ok(value) => println!("{value:?}"),
            Err(error) => println!("{error} {error:?}"),
        }
        let mut set = JoinSet::<T>::new();
        set.spawn(value());
        while let Some(ended) = set.join_next().await {
            println!("{:?}", ended.unwrap());
        }
        set.abort_all();
        set.shutdown().await;
        let mut handles = Vec::new();
        for _ in 0..3 {
            handles.push(tokio::spawn(value::<T>()));
        }
        for handle in handles {
            println!("{:?}", handle.await.unwrap());
        }
        let all: Vec<JoinHandle<T>> = (1..=3).map(|_| tokio::spawn(value())).collect();
        for handle in &all {
            handle.abort();
        }
        let all: Vec<T> = futures::future::join_all([value(), value()]).await;
        let either: Result<T, String> = Ok(value().await);
        println!("{all:?} {:?}", either.clone().unwrap_or_default());
        tokio::select! {
            value = value::<T>() => println!("{value:?}"),
            () = sleep(Duration::from_millis(1)) => println!("late"),
        }
        either.unwrap()
    });
}

fn std_of<T: Value>() {
    let mut values: Vec<T> = vec![T::default(); 3];
    values.extend([T::default()]);
    values.push(T::default());
    println!("{values:?} {:?} {:?}", values.pop(), values.iter().next());
    for (number, value) in values.iter().enumerate() {
        println!("{number} {value:?}");
    }
    for value in values {
        let value: Option<T> = Some(value);
        println!("{value:?} {:?}", value.clone().unwrap());
    }
    let started = std::thread::spawn(T::default);
    println!("{:?}", started.join().unwrap());
    let (sender, receiver) = std::sync::mpsc::channel::<T>();
    sender.send(T::default()).unwrap();
    for value in receiver {
        println!("{value:?}");
    }
}

fn map<K: Value + Eq + std::hash::Hash, V: Value>() {
    let mut map = HashMap::<K, V>::new();
    map.insert(K::default(), V::default());
    *map.entry(K::default()).or_default() = V::default();
    *map.entry(K::default()).or_insert(V::default()) = V::default();
    println!("{:?} {:?}", map.get(&K::default()), map.len());
    println!(
        "{:?} {:?}",
        map.contains_key(&K::default()),
        map[&K::default()]
    );
    println!("{:?}", map.remove(&K::default()));
    for (key, value) in &map {
        println!("{key:?} {value:?}");
    }
    let map = Arc::new(Mutex::new(map));
    tokio::spawn(async move {
        map.clone().lock().await.insert(K::default(), V::default());
    });
}

#[used]
static MAPS: &[fn()] = &[
    map::<String, String>,
    map::<String, i32>,
    map::<String, u32>,
    map::<String, usize>,
    map::<&'static str, i32>,
    map::<&'static str, u32>,
    map::<i32, String>,
    map::<u32, String>,
    map::<u64, String>,
    map::<usize, String>,
];

#[used]
static OTHERS: fn() = others;

fn others() {
    let (notify, semaphore) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(2)));
    tokio::spawn(async move {
        notify.notify_one();
        notify.clone().notified().await;
        let permit = semaphore.acquire().await.unwrap();
        drop(permit);
        drop(semaphore.clone().acquire_owned().await.unwrap());
        let begin = Instant::now();
        let mut ticks = interval(Duration::from_millis(1));
        for number in 0..3 {
            ticks.tick().await;
            println!(
                "{number} {:?} {} ms",
                begin.elapsed(),
                begin.elapsed().as_millis()
            );
        }
        yield_now().await;
    });
    let words: Vec<String> = "a b".split_whitespace().map(str::to_string).collect();
    println!(
        "{} {}",
        words.join(" "),
        format!("{:>5} {:.1}", words.len(), 1.5)
    );
}
