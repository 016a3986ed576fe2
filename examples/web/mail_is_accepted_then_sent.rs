// What was accepted is sent before the program ends.

use axum::extract::State;
use axum::http::{Request, StatusCode as Code};
use axum::{Router, body::Body, routing::post};
use std::{sync::atomic::*, time::Duration};
use tokio::{spawn, sync::mpsc, time::sleep};
use tower::ServiceExt;

static LAST: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (queue, mut mails) = mpsc::channel(1);
    let worker = spawn(async move {
        while let Some(id) = mails.recv().await {
            sleep(Duration::from_millis(850)).await;
            println!("mail {id} is sent");
        }
    });
    let app = Router::new().route("/send", post(send));
    let app = app.with_state(queue);
    for _ in 0..3 {
        sleep(Duration::from_millis(100)).await;
        let ask =
            Request::post("/send").body(Body::empty());
        let it = app.clone().oneshot(ask.unwrap()).await;
        println!("/send: {}", it.unwrap().status());
    }
    drop(app); // The last sender: `recv` returns `None`.
    worker.await.unwrap();
}

type Queue = State<mpsc::Sender<u32>>;

async fn send(queue: Queue) -> (Code, String) {
    let id = LAST.fetch_add(1, Ordering::SeqCst) + 1;
    match queue.try_send(id) {
        Ok(()) => (Code::ACCEPTED, id.to_string()),
        Err(_) => (Code::SERVICE_UNAVAILABLE, "".into()),
    }
}
