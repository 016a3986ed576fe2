// Three calls, awaited one by one, take one round.

use axum::{Router, body::Body, http, routing::get};
use std::{thread, time::Duration, time::Instant};
use tokio::task::spawn_blocking;
use tower::ServiceExt;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let app = Router::new().route("/", get(report));
    let request = http::Request::get("/");
    app.oneshot(request.body(Body::empty())?).await?;
    Ok(())
}

async fn report() {
    let start = Instant::now();
    let parts = 0..3;
    let calls: Vec<_> =
        parts.map(|_| spawn_blocking(part)).collect();
    for it in calls {
        it.await.unwrap();
    }
    let rounds = start.elapsed().as_millis() / 600;
    println!("rounds of 0.6 s: {rounds}");
}

fn part() {
    thread::sleep(Duration::from_millis(600));
}
