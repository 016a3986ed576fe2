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
        let text = without_machine(self.decode(fd, text));
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

/// What Rust prints of a panic, without the number of the thread, which is
/// another in every run, and without the hint on backtraces.
fn without_machine(text: String) -> String {
    let Some((before, after)) = text.split_once(" panicked at ") else {
        return text;
    };
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let number = before.strip_suffix(')').and_then(|it| it.rsplit_once(" ("));
    let thread = match number {
        Some((thread, number)) if is_number(&number) => thread,
        _ => before,
    };
    let thread = thread.trim_start_matches('\n');
    let message: String = after
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("note: run with `RUST_BACKTRACE"))
        .collect();
    format!("{thread} panicked at {message}")
}

#[cfg(test)]
mod tests {
    use super::without_machine;

    #[test]
    fn a_panic_loses_the_number_of_its_thread() {
        for (text, expected) in [
            (
                "\nthread 'main' (4711) panicked at x.rs:9:5:\nno (1)\nnote: run with \
                 `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
                "thread 'main' panicked at x.rs:9:5:\nno (1)\n",
            ),
            (
                "thread 'a (b)' panicked at x",
                "thread 'a (b)' panicked at x",
            ),
            ("\nno panic (1)\n", "\nno panic (1)\n"),
        ] {
            assert_eq!(without_machine(text.into()), expected);
        }
    }
}
