//! The server: files of the site, and a stream of news for open pages.
//!
//! `GET /-/news` is a stream of server-sent events. Each has the fields
//!
//! ```text
//! {"version": 3, "problems": ["src/tasks.md:9: no listing named …"]}
//! ```
//!
//! one at once, and one after each change. `live.js` repeats this.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::Stream;
use futures::stream;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

use super::status::{State, Status};

const LIVE_JS: &str = include_str!("live.js");

/// Serves until Ctrl-C.
pub(crate) fn run(listener: TcpListener, address: SocketAddr, status: Arc<Status>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the server")?;
    listener.set_nonblocking(true)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            served = axum::serve(listener, app(address.port(), status)) => served?,
            // Open pages hold a stream each, so waiting for them would never end.
            () = asked_to_end() => {}
        }
        Ok(())
    })
}

/// Ctrl-C, or a polite `kill`.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

fn app(port: u16, status: Arc<Status>) -> Router {
    let hosts = Hosts([format!("127.0.0.1:{port}"), format!("localhost:{port}")]);
    Router::new()
        .route("/-/news", get(news))
        .route("/-/live.js", get(live_js))
        .fallback(file)
        .with_state(status)
        .layer(middleware::from_fn_with_state(
            Arc::new(hosts),
            only_these_hosts,
        ))
}

/// The names by which a page may call this server.
struct Hosts([String; 2]);

/// Refuses every request that was made under another name: a page elsewhere
/// could point a name of its own at this machine and read along.
async fn only_these_hosts(
    Shared(hosts): Shared<Arc<Hosts>>,
    request: Request,
    next: Next,
) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| hosts.0.iter().any(|known| known == host)) {
        return (
            StatusCode::FORBIDDEN,
            "this server answers to 127.0.0.1 only\n",
        )
            .into_response();
    }
    let mut response = next.run(request).await;
    // A reload must never show the build before.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn live_js() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript")], LIVE_JS)
}

async fn news(
    Shared(status): Shared<Arc<Status>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = status.subscribe();
    changes.mark_changed();
    let events = stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        let event = event(&changes.borrow_and_update());
        Some((Ok(event), changes))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn event(state: &State) -> Event {
    let data = serde_json::json!({ "version": state.version, "problems": state.problems() });
    Event::default().data(data.to_string())
}

async fn file(Shared(status): Shared<Arc<Status>>, request: Request) -> Response {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks a server on port 3000 whose site has one page, `index.html`.
    fn ask(path: &str, host: Option<&str>) -> (StatusCode, String) {
        let site = tempfile::tempdir().unwrap();
        std::fs::write(site.path().join("index.html"), "a page").unwrap();
        std::fs::write(site.path().join("404.html"), "no page").unwrap();
        let status = Arc::new(Status::new());
        status.change(|state| state.site = Some(site.path().to_path_buf()));
        let mut request = Request::builder().uri(path);
        if let Some(host) = host {
            request = request.header(header::HOST, host);
        }
        let request = request.body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let response = app(3000, status).oneshot(request).await.unwrap();
            let code = response.status();
            let body = axum::body::to_bytes(response.into_body(), 1 << 20)
                .await
                .unwrap();
            (code, String::from_utf8_lossy(&body).into_owned())
        })
    }

    #[test]
    fn pages_are_served_under_the_names_of_this_machine() {
        for host in ["127.0.0.1:3000", "localhost:3000"] {
            assert_eq!(
                ask("/", Some(host)),
                (StatusCode::OK, "a page".into()),
                "{host}"
            );
        }
    }

    #[test]
    fn every_other_name_is_refused_on_every_route() {
        for path in ["/", "/index.html", "/-/live.js", "/-/news"] {
            for host in [
                None,
                Some("evil.example:3000"),
                Some("127.0.0.1"),
                Some("127.0.0.1:80"),
            ] {
                assert_eq!(ask(path, host).0, StatusCode::FORBIDDEN, "{path} {host:?}");
            }
        }
    }

    #[test]
    fn a_missing_page_is_the_books_own() {
        let missing = ask("/nothing.html", Some("localhost:3000"));
        assert_eq!(missing, (StatusCode::NOT_FOUND, "no page".into()));
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "//etc/passwd",
        ] {
            let (code, body) = ask(path, Some("localhost:3000"));
            assert!(code != StatusCode::OK, "{path}: {code} {body}");
        }
    }
}
