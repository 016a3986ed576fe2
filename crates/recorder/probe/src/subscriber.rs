//! Listens to the spans and events of tokio.

use std::sync::atomic::Ordering;

use tracing_core::span::{Attributes, Current, Id, Record};
use tracing_core::{Event, Interest, LevelFilter, Metadata, Subscriber};

use crate::fields::Fields;
use crate::file::{Line, is_cut, now};
use crate::spans::{self, Kind, NONE};
use crate::thread::{self, Entered};
use crate::{names, stack};

const TASK: &str = "runtime.spawn";
const RESOURCE: &str = "runtime.resource";
const OP: &str = "runtime.resource.async_op";
const WAKER: &str = "tokio::task::waker";
const POLLED: &str = "runtime::resource::poll_op";
const CHANGED: &str = "runtime::resource::state_update";

/// The subscriber.
pub(crate) struct Probe;

impl Subscriber for Probe {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if wanted(metadata) {
            Interest::always()
        } else {
            Interest::never()
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        wanted(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::TRACE)
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let id = match attributes.metadata().name() {
            TASK => new_task(attributes),
            // Of no use when what waits is no longer recorded.
            _ if is_cut() => NONE,
            RESOURCE => new_resource(attributes),
            _ => new_op(attributes),
        };
        Id::from_u64(id.into())
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        if is_cut() {
            return;
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        match event.metadata().target() {
            // It is polled once for the task's budget and once for the thing
            // itself: the last answer counts.
            POLLED => thread::note(|op| op.ready = fields.ready),
            CHANGED => {
                if let Some(millis) = fields.duration {
                    let set = Some((u32::try_from(millis).unwrap_or(u32::MAX), now()));
                    thread::note(|op| op.set = set);
                }
            }
            _ => waker(&fields),
        }
    }

    fn enter(&self, id: &Id) {
        let id = number(id);
        let kind = spans::kind(id);
        if kind == Kind::Other {
            return;
        }
        match kind {
            Kind::Task | Kind::Job | Kind::Worker => {
                if let Some(mut line) = Line::frequent("in") {
                    line.number("th", thread::number())
                        .number("id", id.into())
                        .write();
                }
            }
            Kind::Resource | Kind::Op | Kind::Other => {}
        }
        let cpu = if kind == Kind::Job { thread::cpu() } else { 0 };
        thread::enter(Entered {
            id,
            kind,
            ready: None,
            set: None,
            cpu,
        });
    }

    fn exit(&self, id: &Id) {
        let Some((left, outermost)) = thread::leave(number(id)) else {
            return;
        };
        match left.kind {
            Kind::Task | Kind::Job | Kind::Worker => leave_task(left),
            Kind::Op if outermost => leave_op(left),
            _ => {}
        }
    }

    fn clone_span(&self, id: &Id) -> Id {
        if let Some(span) = spans::get(number(id)) {
            span.keep();
        }
        id.clone()
    }

    fn try_close(&self, id: Id) -> bool {
        let id = number(&id);
        let Some(span) = spans::get(id) else {
            return false;
        };
        if !span.release() {
            return false;
        }
        match spans::kind(id) {
            Kind::Task => {
                let mut line = Line::rare("gone");
                line.number("th", thread::number()).number("id", id.into());
                // Who drops the future says whether it was cancelled.
                line.addresses(&stack::take()).write();
            }
            Kind::Job => {
                Line::rare("gone")
                    .number("th", thread::number())
                    .number("id", id.into())
                    .write();
            }
            Kind::Op if span.pending.load(Ordering::Relaxed) => {
                if let Some(mut line) = Line::frequent("drop") {
                    line.number("id", id.into()).write();
                }
            }
            _ => {}
        }
        true
    }

    fn current_span(&self) -> Current {
        Current::none()
    }
}

fn wanted(metadata: &Metadata<'_>) -> bool {
    if is_cut() {
        return metadata.is_span() && metadata.name() == TASK;
    }
    if metadata.is_span() {
        return matches!(metadata.name(), TASK | RESOURCE | OP);
    }
    match metadata.target() {
        WAKER | POLLED => true,
        CHANGED => metadata.fields().field("duration").is_some(),
        _ => false,
    }
}

fn number(id: &Id) -> u32 {
    u32::try_from(id.into_u64()).unwrap_or(NONE)
}

fn new_task(attributes: &Attributes<'_>) -> u32 {
    let mut fields = Fields::default();
    attributes.record(&mut fields);
    // The threads of a runtime are jobs of its own pool.
    let worker = fields.function.starts_with("tokio::runtime::");
    let kind = match (&*fields.kind, worker) {
        (_, true) => Kind::Worker,
        ("blocking", _) => Kind::Job,
        _ => Kind::Task,
    };
    let (id, _) = spans::add(kind);
    let mut line = Line::rare("task");
    line.number("th", thread::number())
        .number("id", id.into())
        .some("by", thread::task())
        .text(
            "kind",
            if worker {
                b"worker"
            } else {
                fields.kind.as_bytes()
            },
        );
    if !fields.name.is_empty() {
        line.text("name", fields.name.as_bytes());
    }
    line.text("file", fields.file.as_bytes())
        .number("line", fields.line)
        .number("col", fields.col)
        .write();
    id
}

fn new_resource(attributes: &Attributes<'_>) -> u32 {
    let mut fields = Fields::default();
    attributes.record(&mut fields);
    let (id, span) = spans::add(Kind::Resource);
    if let Some(span) = span {
        span.name
            .store(names::number(&fields.concrete_type), Ordering::Relaxed);
        if !fields.file.is_empty() {
            span.file
                .store(names::number(&fields.file), Ordering::Relaxed);
        }
        span.line
            .store(u32::try_from(fields.line).unwrap_or(0), Ordering::Relaxed);
        span.col
            .store(u32::try_from(fields.col).unwrap_or(0), Ordering::Relaxed);
    }
    id
}

fn new_op(attributes: &Attributes<'_>) -> u32 {
    let mut fields = Fields::default();
    attributes.record(&mut fields);
    let (id, span) = spans::add(Kind::Op);
    let resource = attributes.parent().map(number).or_else(thread::innermost);
    if let Some(span) = span {
        span.name
            .store(names::number(&fields.source), Ordering::Relaxed);
        span.resource
            .store(resource.unwrap_or(0), Ordering::Relaxed);
        span.made.store(now(), Ordering::Relaxed);
    }
    id
}

fn leave_task(left: Entered) {
    let Some(mut line) = Line::frequent("out") else {
        return;
    };
    line.number("th", thread::number())
        .number("id", left.id.into());
    if left.kind == Kind::Job {
        line.number("cpu", thread::cpu().saturating_sub(left.cpu));
    }
    if std::thread::panicking() {
        line.number("panic", 1);
    }
    line.write();
}

/// Ends one poll of something to wait for.
fn leave_op(left: Entered) {
    let Some(span) = spans::get(left.id) else {
        return;
    };
    // A timer that is reset is told so before it is polled.
    if let Some((millis, at)) = left.set {
        span.millis.store(millis, Ordering::Relaxed);
        let late = at.saturating_sub(span.made.load(Ordering::Relaxed));
        span.late.store(late, Ordering::Relaxed);
    }
    let Some(ready) = left.ready else {
        return;
    };
    if span.pending.swap(!ready, Ordering::Relaxed) != ready {
        return; // It is as it was.
    }
    let Some(mut line) = Line::frequent(if ready { "rdy" } else { "op" }) else {
        return;
    };
    line.number("id", left.id.into());
    if !ready {
        line.some("task", thread::task()).text(
            "src",
            names::name(span.name.load(Ordering::Relaxed)).as_bytes(),
        );
        if let Some(resource) = spans::get(span.resource.load(Ordering::Relaxed)) {
            let text = |number: u16| names::name(number).as_bytes();
            line.text("ty", text(resource.name.load(Ordering::Relaxed)))
                .text("file", text(resource.file.load(Ordering::Relaxed)))
                .number("line", resource.line.load(Ordering::Relaxed).into())
                .number("col", resource.col.load(Ordering::Relaxed).into());
        }
        let millis = span.millis.load(Ordering::Relaxed);
        if millis > 0 {
            line.number("ms", millis.into())
                .number("late", span.late.load(Ordering::Relaxed));
        }
        line.addresses(&stack::take());
    }
    line.write();
}

fn waker(fields: &Fields) {
    let Ok(task) = u32::try_from(fields.task) else {
        return;
    };
    match &*fields.op {
        "waker.wake" | "waker.wake_by_ref" => woken(task),
        "waker.clone" => kept(task),
        _ => {}
    }
}

/// A task was woken.
pub(crate) fn woken(task: u32) {
    if let Some(mut line) = Line::frequent("wake") {
        line.number("th", thread::number())
            .number("task", task.into())
            .some("by", thread::task())
            .write();
    }
}

/// The waker of a task was kept by something that the task waits for. Inside
/// an op, the op says so itself.
pub(crate) fn kept(task: u32) {
    if thread::task() != Some(task) || thread::innermost() != Some(task) {
        return;
    }
    let stack = stack::take();
    if !stack.is_empty()
        && let Some(mut line) = Line::frequent("leaf")
    {
        line.number("task", task.into()).addresses(&stack).write();
    }
}
