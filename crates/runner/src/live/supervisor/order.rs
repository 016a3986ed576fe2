//! Two pipes in the order in which they are written to (Linux).
//!
//! Whoever prints to stdout and then fails wants to read it in that order. Two
//! threads would race; epoll keeps its list in the order in which pipes that
//! were empty got something. With edges, not levels: a level puts a pipe back
//! into the list that is empty by then.

use rustix::event::Timespec;
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::fd::OwnedFd;
use rustix::io::Errno;

use super::output::Stream;
use super::pump::{Found, read};
use super::system::Pipe;

/// How long a program takes between two parts of one line, if it does nothing
/// else meanwhile.
const LINE_PAUSE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 1_000_000,
};

/// Both pipes.
pub(super) struct Order {
    epoll: OwnedFd,
    pipes: Vec<(Pipe, Stream)>,
    open: usize,
}

impl Order {
    /// Gives the pipes back if the system does not do this.
    pub(super) fn of(pipes: Vec<(Pipe, Stream)>) -> Result<Order, Vec<(Pipe, Stream)>> {
        match register(&pipes) {
            Ok(epoll) => Ok(Order {
                epoll,
                open: pipes.len(),
                pipes,
            }),
            Err(_) => Err(pipes),
        }
    }

    /// Reads both to their ends.
    pub(super) fn pump(&mut self) {
        while self.open > 0 {
            let mut events: Vec<Event> = Vec::with_capacity(2);
            let pause = self.unfinished().map(|_| &LINE_PAUSE);
            let buffer = rustix::buffer::spare_capacity(&mut events);
            match epoll::wait(&self.epoll, buffer, pause) {
                Ok(0) => self.finish_line(None),
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return,
            }
            for event in events {
                let index = usize::try_from({ event.data }.u64()).unwrap_or_default();
                self.finish_line(Some(index));
                self.empty(index);
            }
        }
    }

    /// The pipe that has brought less than a line.
    fn unfinished(&self) -> Option<usize> {
        self.pipes.iter().position(|(_, stream)| stream.waits())
    }

    /// Shows what waits for the rest of its line, but for what is in that pipe.
    fn finish_line(&mut self, but: Option<usize>) {
        if let Some(index) = self.unfinished()
            && Some(index) != but
        {
            self.pipes[index].1.flush();
        }
    }

    fn empty(&mut self, index: usize) {
        let Some((pipe, stream)) = self.pipes.get_mut(index) else {
            return;
        };
        loop {
            match read(pipe, stream) {
                Found::Some => {}
                Found::Nothing => return,
                Found::End => {
                    stream.end();
                    self.open -= 1;
                    let _ = epoll::delete(&self.epoll, &*pipe);
                    return;
                }
            }
        }
    }
}

fn register(pipes: &[(Pipe, Stream)]) -> rustix::io::Result<OwnedFd> {
    let epoll = epoll::create(CreateFlags::CLOEXEC)?;
    for (index, (pipe, _)) in pipes.iter().enumerate() {
        rustix::io::ioctl_fionbio(pipe, true)?;
        let data = EventData::new_u64(index as u64);
        epoll::add(&epoll, pipe, data, EventFlags::IN | EventFlags::ET)?;
    }
    Ok(epoll)
}
