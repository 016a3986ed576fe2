//! What is known of each span: a table that grows and is never moved.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// What a span stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Kind {
    /// Of no interest; or there are more spans than the table has room for.
    Other,
    /// Something that runs.
    Task,
    /// A job or a thread: what runs on a thread of its own from begin to end.
    Job,
    /// A runtime's own thread. It is no task of the program.
    Worker,
    /// What can be waited for.
    Resource,
    /// One act of waiting for a resource.
    Op,
}

/// A span. The numbers are zero where they have no meaning.
pub(crate) struct Span {
    references: AtomicU32,
    /// Of an op: it was polled and not ready, and this is in the recording.
    pub(crate) pending: AtomicBool,
    /// The name of a resource's type, or of the function that made an op.
    pub(crate) name: AtomicU16,
    /// Where a resource was made.
    pub(crate) file: AtomicU16,
    pub(crate) line: AtomicU32,
    pub(crate) col: AtomicU32,
    /// The resource of an op.
    pub(crate) resource: AtomicU32,
    /// When an op was made, in microseconds.
    pub(crate) made: AtomicU64,
    /// How long the timer of an op was set to, in milliseconds.
    pub(crate) millis: AtomicU32,
    /// How long after the op was made that was, in microseconds.
    pub(crate) late: AtomicU64,
}

impl Span {
    fn new() -> Span {
        Span {
            references: AtomicU32::new(0),
            pending: AtomicBool::new(false),
            name: AtomicU16::new(0),
            file: AtomicU16::new(0),
            line: AtomicU32::new(0),
            col: AtomicU32::new(0),
            resource: AtomicU32::new(0),
            made: AtomicU64::new(0),
            millis: AtomicU32::new(0),
            late: AtomicU64::new(0),
        }
    }

    pub(crate) fn keep(&self) {
        self.references.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether this was the last reference.
    pub(crate) fn release(&self) -> bool {
        self.references.fetch_sub(1, Ordering::AcqRel) == 1
    }
}

const IN_CHUNK: usize = 4096;
const CHUNKS: usize = 4096;

/// The last bits of a span's number are its kind: a poll then need not look
/// the span up.
const KIND_BITS: u32 = 3;

static TABLE: [OnceLock<Box<[Span]>>; CHUNKS] = [const { OnceLock::new() }; CHUNKS];

/// The place of the next span. None is used twice: a waker may speak of a task
/// that is long over.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// What all spans are that nobody asks about.
pub(crate) const NONE: u32 = u32::MAX;

/// Makes a span.
pub(crate) fn add(kind: Kind) -> (u32, Option<&'static Span>) {
    let place = NEXT.fetch_add(1, Ordering::Relaxed);
    let index = place as usize;
    let Some(chunk) = TABLE.get(index / IN_CHUNK) else {
        NEXT.fetch_sub(1, Ordering::Relaxed);
        return (NONE, None);
    };
    let chunk = chunk.get_or_init(|| (0..IN_CHUNK).map(|_| Span::new()).collect());
    let span = &chunk[index % IN_CHUNK];
    span.keep();
    (place << KIND_BITS | kind as u32, Some(span))
}

/// The span with the number.
pub(crate) fn get(id: u32) -> Option<&'static Span> {
    let index = (id >> KIND_BITS) as usize;
    TABLE.get(index / IN_CHUNK)?.get()?.get(index % IN_CHUNK)
}

/// What the span with the number stands for.
pub(crate) fn kind(id: u32) -> Kind {
    match id & ((1 << KIND_BITS) - 1) {
        1 => Kind::Task,
        2 => Kind::Job,
        3 => Kind::Worker,
        4 => Kind::Resource,
        5 => Kind::Op,
        _ => Kind::Other,
    }
}
