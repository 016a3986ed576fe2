// A handler that is not async is no handler.

use axum::{
    Router, body::Body, http::Request, routing::get,
};
use std::{thread, time::Duration};
use tokio::{join, spawn, time::sleep};
use tower::ServiceExt;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = Router::new()
        .route("/report", get(report))
        .route("/ping", get(ping));
    let first = spawn(ask(app.clone(), 100, "/report"));
    let second = spawn(ask(app, 200, "/ping"));
    let _ = join!(first, second);
}

async fn ask(app: Router, millis: u64, path: &str) {
    sleep(Duration::from_millis(millis)).await;
    let request = Request::get(path).body(Body::empty());
    app.oneshot(request.unwrap()).await.unwrap();
    println!("{path} is answered");
}

fn report() -> &'static str {
    thread::sleep(Duration::from_millis(500));
    "42"
}

async fn ping() -> &'static str {
    "pong"
}
