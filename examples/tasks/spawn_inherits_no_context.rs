// A spawned task does not inherit a task-local value.

tokio::task_local! {
    static REQUEST: u32;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    REQUEST.scope(7, handle()).await;
}

async fn handle() {
    show("awaited").await;
    let task = tokio::spawn(show("spawned"));
    task.await.unwrap();
}

async fn show(label: &str) {
    match REQUEST.try_get() {
        Ok(request) => println!("{label}: {request}"),
        Err(_) => println!("{label}: not set"),
    }
}
