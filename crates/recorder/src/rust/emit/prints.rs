//! What is printed.

use trace::{Event, Stream};

use super::Emitter;
use crate::rust::raw::{Id, Th};

impl Emitter<'_> {
    pub(super) fn print(&mut self, t: u64, th: Th, task: Option<Id>, fd: u32, text: &str) {
        let task = self.task_on(th, task);
        let number = self.thread(t, th);
        let to = match fd {
            1 => Stream::Stdout,
            _ => Stream::Stderr,
        };
        let text = self.decode(fd, text);
        // stderr is written piece by piece.
        if let Some(Event::Print {
            th: last_th,
            task: last_task,
            to: last_to,
            text: last,
            ..
        }) = self.events.last_mut()
            && (*last_th, *last_task, *last_to) == (number, task, to)
            && !last.ends_with('\n')
        {
            last.push_str(&text);
            return;
        }
        self.events.push(Event::Print {
            t,
            th: number,
            task,
            to,
            text,
        });
    }

    /// Each character is a byte of UTF-8, and what one write ends in the middle
    /// of, the next one goes on with.
    pub(super) fn decode(&mut self, fd: u32, text: &str) -> String {
        let mut bytes = self.bytes.remove(&fd).unwrap_or_default();
        bytes.extend(
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')),
        );
        if let Err(error) = std::str::from_utf8(&bytes)
            && error.error_len().is_none()
        {
            self.bytes.insert(fd, bytes.split_off(error.valid_up_to()));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
