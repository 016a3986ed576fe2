//! The server: what there is to ask for, and what stands before it.

use std::net::TcpListener;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use futures::future::try_join_all;

use super::guard::{self, Names};
use super::runs::Runs;
use super::status::Status;
use super::token::{self, Token};
use super::{news, policy, run, site};

/// Serves until Ctrl-C, and then ends what runs.
pub(super) fn run(listeners: Vec<TcpListener>, app: Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the server")?;
    let served = runtime.block_on(async {
        tokio::select! {
            served = serve(listeners, app) => served,
            // Open pages hold a stream each, so waiting for them would never end.
            () = asked_to_end() => Ok(()),
        }
    });
    // As long as there are connections: pages hear how their programs ended.
    runner::stop();
    served
}

async fn serve(listeners: Vec<TcpListener>, app: Router) -> Result<()> {
    let serve = |listener: TcpListener| {
        let app = app.clone();
        async move {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            // A line of output goes to the page at once, not with the next one.
            let listener = listener.tap_io(|stream| {
                let _ = stream.set_nodelay(true);
            });
            anyhow::Ok(axum::serve(listener, app).await?)
        }
    };
    try_join_all(listeners.into_iter().map(serve)).await?;
    Ok(())
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

/// Everything that can be asked for. A request meets the layers from the last
/// to the first.
pub(super) fn app(
    names: &Arc<Names>,
    token: &Arc<Token>,
    status: Arc<Status>,
    runs: Arc<Runs>,
) -> Router {
    let programs = Router::new()
        .route("/-/run", post(run::run))
        .route("/-/stop", post(run::stop))
        .with_state(runs)
        .layer(from_fn(guard::only_json))
        .layer(from_fn_with_state(token.clone(), token::required))
        .layer(from_fn(guard::from_a_page));
    Router::new()
        .route("/-/news", get(news::news))
        .route("/-/live.js", get(site::live_js))
        .fallback(site::file)
        .with_state(status)
        .merge(programs)
        .layer(from_fn(guard::site))
        .layer(from_fn(guard::origin))
        .layer(from_fn_with_state(names.clone(), guard::host))
        .layer(from_fn(policy::apply))
}
