//! Emptying the pipes of a step as soon as something is in them.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::output::Stream;
use super::system::Pipe;

/// What a pipe holds, so that one read empties it.
const CHUNK: usize = 64 << 10;

/// Empties both pipes on a thread, or on two. The receiver hears of the end.
pub(super) fn pump(pipes: Vec<(Pipe, Stream)>) -> Receiver<()> {
    let (end, ended) = mpsc::channel();
    #[cfg(target_os = "linux")]
    let pipes = match super::order::Order::of(pipes) {
        Ok(mut order) => {
            thread::spawn(move || {
                order.pump();
                drop(end);
            });
            return ended;
        }
        Err(pipes) => pipes,
    };
    for (mut pipe, mut stream) in pipes {
        let end = end.clone();
        thread::spawn(move || {
            while read(&mut pipe, &mut stream) == Found::Some {
                stream.flush();
            }
            stream.end();
            drop(end);
        });
    }
    ended
}

/// What a read found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Something.
    Some,
    /// Nothing, for now.
    Nothing,
    /// The end.
    End,
}

/// Reads once.
pub(super) fn read(pipe: &mut Pipe, stream: &mut Stream) -> Found {
    let mut chunk = [0; CHUNK];
    loop {
        return match pipe.read(&mut chunk) {
            Ok(0) => Found::End,
            Ok(count) => {
                stream.write(&chunk[..count]);
                Found::Some
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == ErrorKind::WouldBlock => Found::Nothing,
            // On Windows a pipe breaks where elsewhere it ends.
            Err(_) => Found::End,
        };
    }
}
