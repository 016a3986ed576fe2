//! What mdBook logs, shown and counted.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Collects every warning and error that is logged.
///
/// mdBook swallows mistakes: a bad key in `book.toml` resets the whole HTML
/// configuration, a missing include leaves its directive on the page, and both
/// only say so in the log.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// Starts to listen. Once per process.
    pub(crate) fn start() -> Log {
        let log = Log::default();
        tracing_subscriber::registry()
            .with(Listener(log.clone()))
            .init();
        log
    }

    /// The complaints since the last call.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no listener panics"))
    }
}

struct Listener(Log);

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = *event.metadata().level();
        if level > Level::WARN || !event.metadata().target().starts_with("mdbook") {
            return;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        let text = format!("{}: {}", level.as_str().to_lowercase(), message.0);
        self.0.0.lock().expect("no listener panics").push(text);
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}
