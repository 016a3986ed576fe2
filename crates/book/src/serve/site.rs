//! The files of the site that was built last.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

use super::status::Status;

const LIVE_JS: &str = include_str!("live.js");

/// The script that listens for news on every page.
pub(super) async fn live_js() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript")], LIVE_JS)
}

/// A file of the site, or the book's own page that says it has none.
pub(super) async fn file(State(status): State<Arc<Status>>, request: Request) -> Response {
    let Some(site) = status.now().site else {
        let text = status.now().problems().join("\n\n");
        return (StatusCode::SERVICE_UNAVAILABLE, not_built(&text)).into_response();
    };
    let files = ServeDir::new(&site).not_found_service(ServeFile::new(site.join("404.html")));
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// The page before the first build that succeeds: why it failed, and the
/// listener that will replace it.
fn not_built(text: &str) -> impl IntoResponse + use<> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!doctype html><meta charset=utf-8><meta name=book-build content=0>\
         <title>Not built</title><script type=module src=/-/live.js></script><pre>{text}</pre>"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html)
}
