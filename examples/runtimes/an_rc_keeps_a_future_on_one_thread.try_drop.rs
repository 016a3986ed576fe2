// `drop` is not enough for a value that was borrowed.

use std::rc::Rc;
use tokio::task::{JoinHandle, yield_now};

#[tokio::main(worker_threads = 2)]
async fn main() {
    start(greet()).await.unwrap();
}

fn start<F>(future: F) -> JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(future)
}

async fn greet() {
    let name = Rc::new("ann");
    println!("greet: {name}");
    drop(name);
    yield_now().await;
    println!("greet: end");
}
