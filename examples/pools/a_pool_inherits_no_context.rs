// A pool sees no task-local value; a closure brings it.

use tokio::task::spawn_blocking;

tokio::task_local! {
    static REQUEST: u32;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    REQUEST.scope(7, handle()).await;
}

async fn handle() {
    show("handle");
    spawn_blocking(|| show("pool")).await.unwrap();

    let request = REQUEST.get();
    let copy = move || {
        REQUEST.sync_scope(request, || show("copy"));
    };
    spawn_blocking(copy).await.unwrap();
}

fn show(label: &str) {
    match REQUEST.try_get() {
        Ok(request) => println!("{label}: {request}"),
        Err(_) => println!("{label}: not set"),
    }
}
