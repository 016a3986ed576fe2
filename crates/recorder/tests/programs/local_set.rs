// What cannot leave its thread is spawned onto a `LocalSet`.

use std::rc::Rc;
use std::time::Duration;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let set = LocalSet::new();
    set.run_until(greet(Rc::new("ann"))).await;
    println!("bye");
}

async fn greet(name: Rc<&'static str>) {
    let same = name.clone();
    let nod = spawn_local(async move {
        sleep(Duration::from_millis(100)).await;
        println!("{same} nods");
    });
    sleep(Duration::from_millis(200)).await;
    nod.await.unwrap();
    println!("hello, {name}");
}
