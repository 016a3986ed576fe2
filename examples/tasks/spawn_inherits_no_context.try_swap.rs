// A value goes along when it is put in scope again.

tokio::task_local! {
    static REQUEST: u32;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    REQUEST.scope(7, handle()).await;
}

async fn handle() {
    show("awaited").await;
    let child =
        REQUEST.scope(REQUEST.get(), show("spawned"));
    let task = tokio::spawn(child);
    task.await.unwrap();
}

async fn show(label: &str) {
    match REQUEST.try_get() {
        Ok(request) => println!("{label}: {request}"),
        Err(_) => println!("{label}: not set"),
    }
}
