//! The fields of tokio's spans and events.

use std::fmt::Debug;

use tracing_core::field::{Field, Visit};

/// The fields of a span or an event that are of use.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) function: String,
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) col: u64,
    pub(crate) concrete_type: String,
    pub(crate) source: String,
    pub(crate) op: String,
    pub(crate) task: u64,
    pub(crate) duration: Option<u64>,
    pub(crate) ready: Option<bool>,
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = match field.name() {
            "kind" => &mut self.kind,
            "task.name" => &mut self.name,
            "fn" => &mut self.function,
            _ => return,
        };
        *text = format!("{value:?}");
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let text = match field.name() {
            "loc.file" => &mut self.file,
            "concrete_type" => &mut self.concrete_type,
            "source" => &mut self.source,
            "op" => &mut self.op,
            _ => return,
        };
        *text = value.to_string();
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "loc.line" => self.line = value,
            "loc.col" => self.col = value,
            "task.id" => self.task = value,
            "duration" => self.duration = Some(value),
            _ => {}
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        if field.name() == "is_ready" {
            self.ready = Some(value);
        }
    }
}
