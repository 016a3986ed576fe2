// A plain limit is made anew for each request here.

use axum::error_handling::HandleErrorLayer;
use axum::http::{Request, StatusCode as Code};
use axum::{Router, body::Body, extract, routing::get};
use std::time::Duration;
use tokio::{join, time::sleep};
use tower::limit::ConcurrencyLimitLayer;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::timeout::TimeoutLayer;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let full = async |_| Code::SERVICE_UNAVAILABLE;
    let late = Code::REQUEST_TIMEOUT;
    let limit = Duration::from_millis(800);
    let layers = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(full))
        .load_shed()
        .layer(ConcurrencyLimitLayer::new(2))
        .layer(TimeoutLayer::with_status_code(late, limit));
    let app = Router::new().route("/{millis}", get(nap));
    let app = app.layer(layers);
    join!(
        ask(&app, 0, "/400"),
        ask(&app, 0, "/1200"),
        ask(&app, 100, "/100"),
    );
}

async fn ask(app: &Router, millis: u64, path: &str) {
    sleep(Duration::from_millis(millis)).await;
    let request = Request::get(path).body(Body::empty());
    let it = app.clone().oneshot(request.unwrap()).await;
    let code = it.unwrap().status().as_u16();
    println!("{path}: {code}");
}

async fn nap(extract::Path(millis): extract::Path<u64>) {
    sleep(Duration::from_millis(millis)).await;
}
