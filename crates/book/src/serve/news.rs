//! What every open page hears: builds, problems, and whether Run works.
//!
//! `GET /-/news` is a stream of server-sent events. Each has the fields
//!
//! ```text
//! {"version": 3, "problems": ["src/tasks.md:9: no listing named …"], "kit": …}
//! ```
//!
//! where `kit`, the libraries that Rust programs need, is one of
//!
//! ```text
//! {"is":"building","done":3,"total":71,"what":"tokio"}
//! {"is":"ready","version":"rustc 1.95.0, tokio 1.54.1"}
//! {"is":"failed","text":"…"}
//! ```
//!
//! One comes at once, and one after each change. `live.js` repeats this.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream;

use super::status::{State, Status};

/// Answers with the stream.
pub(super) async fn news(
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
    let data = serde_json::json!({
        "version": state.version,
        "problems": state.problems(),
        "kit": state.kit,
    });
    Event::default().data(data.to_string())
}
