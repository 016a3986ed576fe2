//! What a step writes: counted, cut to what is shown, and handed on as text.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::live::limits::Limits;
use crate::live::stop::lock;

/// How much of the end of stderr is kept. An exception's name is in there.
const TAIL: usize = 4 << 10;

/// In how many parts one line may come. Python writes each argument of `print`
/// by itself, and the end of the line too.
const PARTS: usize = 64;

/// More than this is shown at once, line or not.
const LINE: usize = 64 << 10;

/// Hears of what is to be shown, and whether it is from stderr.
pub(super) type Show = Box<dyn Fn(bool, String) + Send + Sync>;

/// What both pipes of one step have carried.
pub(super) struct Output {
    counted: Mutex<Counted>,
    written: AtomicU64,
    limit: u64,
    show: Show,
    flood: Box<dyn Fn() + Send + Sync>,
}

struct Counted {
    /// Bytes that may still be shown.
    left: u64,
    hidden: u64,
    /// The end of stderr, shown or not.
    tail: Vec<u8>,
}

impl Output {
    /// Calls `flood` when more is written than may be.
    pub(super) fn new(
        limits: &Limits,
        show: Show,
        flood: impl Fn() + Send + Sync + 'static,
    ) -> Output {
        Output {
            counted: Mutex::new(Counted {
                left: limits.shown,
                hidden: 0,
                tail: Vec::new(),
            }),
            written: AtomicU64::new(0),
            limit: limits.output,
            show,
            flood: Box::new(flood),
        }
    }

    /// How many bytes were not shown.
    pub(super) fn hidden(&self) -> u64 {
        lock(&self.counted).hidden
    }

    /// The last of what was written to stderr.
    pub(super) fn tail(&self) -> String {
        String::from_utf8_lossy(&lock(&self.counted).tail).into_owned()
    }

    fn count(&self, bytes: &[u8], is_stderr: bool) {
        let count = bytes.len() as u64;
        if self.written.fetch_add(count, Ordering::Relaxed) + count > self.limit {
            (self.flood)();
        }
        if is_stderr {
            let tail = &mut lock(&self.counted).tail;
            tail.extend(&bytes[bytes.len().saturating_sub(TAIL)..]);
            let more = tail.len().saturating_sub(TAIL);
            tail.drain(..more);
        }
    }

    /// As much of the text as may be shown.
    fn cut(&self, mut text: String) -> String {
        let mut counted = lock(&self.counted);
        let room = usize::try_from(counted.left).unwrap_or(usize::MAX);
        let end = text.floor_char_boundary(room);
        if end < text.len() {
            counted.hidden += (text.len() - end) as u64;
            // Nothing shorter that comes later may fill the last bytes.
            counted.left = 0;
            text.truncate(end);
        } else {
            counted.left -= end as u64;
        }
        text
    }
}

/// One of the two pipes: bytes go in as they come, text comes out that does not
/// end within a character and has no path of the folder in it.
pub(super) struct Stream {
    output: Arc<Output>,
    is_stderr: bool,
    unseen: String,
    /// What waits for the rest of its line, or of a character.
    waiting: Vec<u8>,
    parts: usize,
}

impl Stream {
    pub(super) fn new(output: &Arc<Output>, is_stderr: bool, unseen: String) -> Stream {
        Stream {
            output: output.clone(),
            is_stderr,
            unseen,
            waiting: Vec::new(),
            parts: 0,
        }
    }

    /// Takes some bytes, and hands them on if they end a line.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        self.output.count(bytes, self.is_stderr);
        self.waiting.extend(bytes);
        self.parts += 1;
        if bytes.ends_with(b"\n") || self.parts == PARTS || self.waiting.len() > LINE {
            self.flush();
        }
    }

    /// Whether there is something to hand on.
    #[cfg(target_os = "linux")]
    pub(super) fn waits(&self) -> bool {
        self.parts > 0
    }

    /// Hands on all that is whole.
    pub(super) fn flush(&mut self) {
        self.take(self.waiting.len() - unfinished(&self.waiting));
    }

    /// Hands on what is left, whole or not.
    pub(super) fn end(&mut self) {
        self.take(self.waiting.len());
    }

    fn take(&mut self, count: usize) {
        self.parts = 0;
        let bytes: Vec<u8> = self.waiting.drain(..count).collect();
        let text = String::from_utf8_lossy(&bytes).replace(&self.unseen, "");
        let text = match cfg!(windows) {
            true => text.replace("\r\n", "\n"),
            false => text,
        };
        let text = self.output.cut(text);
        if !text.is_empty() {
            (self.output.show)(self.is_stderr, text);
        }
    }
}

/// How many bytes at the end are the beginning of a character.
fn unfinished(bytes: &[u8]) -> usize {
    let last = bytes.utf8_chunks().last();
    let broken = last.map_or(&[][..], |chunk| chunk.invalid());
    match std::str::from_utf8(broken) {
        Err(error) if error.error_len().is_none() => broken.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An output that shows so many bytes, and what it has shown.
    fn output(shown: u64) -> (Arc<Output>, Arc<Mutex<Vec<String>>>) {
        let limits = Limits {
            shown,
            ..Limits::default()
        };
        let texts = Arc::new(Mutex::new(Vec::new()));
        let heard = texts.clone();
        let show = move |_, text| lock(&heard).push(text);
        let output = Output::new(&limits, Box::new(show), || {});
        (Arc::new(output), texts)
    }

    /// What is shown of these bytes with a pause after each, and how many are
    /// not.
    #[track_caller]
    fn check(chunks: &[&[u8]], shown: u64, expected: &[&str], hidden: u64) {
        let (output, texts) = output(shown);
        let mut stream = Stream::new(&output, false, "/job/".into());
        for chunk in chunks {
            stream.write(chunk);
            stream.flush();
        }
        stream.end();
        assert_eq!(*lock(&texts), expected);
        assert_eq!(output.hidden(), hidden);
    }

    #[test]
    fn a_character_in_two_chunks_stays_whole() {
        let snowman = "☃".as_bytes();
        check(&[b"a", &snowman[..1], &snowman[1..]], 9, &["a", "☃"], 0);
        check(&[b"a\xff", b"b"], 9, &["a\u{fffd}", "b"], 0);
        check(&[b"a", &snowman[..2]], 9, &["a", "\u{fffd}"], 0);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        check(&[b"abc", b"defg", b"h"], 5, &["abc", "de"], 3);
        check(&["a☃b".as_bytes(), b"c"], 3, &["a"], 5);
    }

    #[test]
    fn paths_of_the_folder_are_names() {
        check(&[b"in /job/main.py"], 99, &["in main.py"], 0);
    }

    #[test]
    fn a_line_is_shown_when_it_ends() {
        let (output, texts) = output(99);
        let mut stream = Stream::new(&output, false, "/job/".into());
        for part in ["a", " ", "/jo", "b/x", "\n", "b"] {
            stream.write(part.as_bytes());
        }
        assert_eq!(*lock(&texts), ["a x\n"]);
        assert!(stream.waits());
    }

    #[test]
    fn the_end_of_stderr_is_kept() {
        let (output, _) = output(0);
        let mut stream = Stream::new(&output, true, "/job/".into());
        stream.write(&[b'x'; TAIL + 1]);
        stream.write(b"MemoryError\n");
        let tail = output.tail();
        assert_eq!(tail.len(), TAIL);
        assert!(tail.ends_with("xMemoryError\n"));
    }
}
