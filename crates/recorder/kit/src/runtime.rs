//! tokio's runtimes, with a `block_on` that is recorded, and all they run in
//! boxes (`task.rs`).
//!
//! tokio says nothing of who keeps the waker of what `block_on` polls, and the
//! recorder would not know what the outermost future waits for. Everything else
//! is tokio's own. A setting that is not in the list below is missing here.

use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;
use std::{fmt, io};

use tokio_real::runtime as real;

use crate::task::{Boxed, JoinHandle};

pub use tokio_real::runtime::*;

/// As tokio's.
pub struct Runtime(real::Runtime);

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Runtime {
    /// As tokio's.
    ///
    /// # Errors
    ///
    /// If the system has no room for it.
    pub fn new() -> io::Result<Runtime> {
        real::Runtime::new().map(Runtime)
    }

    /// As tokio's, and watched.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let boxed: Pin<Box<dyn Future<Output = F::Output> + '_>> = Box::pin(future);
        self.0.block_on(probe::watch(boxed))
    }

    /// As tokio's.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let boxed: Boxed<F::Output> = Box::pin(future);
        self.0.spawn(boxed)
    }

    /// As tokio's.
    pub fn shutdown_timeout(self, duration: Duration) {
        self.0.shutdown_timeout(duration);
    }

    /// As tokio's.
    pub fn shutdown_background(self) {
        self.0.shutdown_background();
    }
}

impl Deref for Runtime {
    type Target = real::Runtime;

    fn deref(&self) -> &real::Runtime {
        &self.0
    }
}

/// As tokio's.
pub struct Builder(real::Builder);

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Builder {
    /// As tokio's.
    pub fn new_current_thread() -> Builder {
        Builder(real::Builder::new_current_thread())
    }

    /// As tokio's.
    pub fn new_multi_thread() -> Builder {
        Builder(real::Builder::new_multi_thread())
    }

    /// As tokio's.
    ///
    /// # Errors
    ///
    /// If the system has no room for it.
    pub fn build(&mut self) -> io::Result<Runtime> {
        self.0.build().map(Runtime)
    }
}

macro_rules! settings {
    ($($name:ident($($argument:ident: $type:ty)?);)*) => {
        impl Builder {$(
            /// As tokio's.
            pub fn $name(&mut self $(, $argument: $type)?) -> &mut Builder {
                self.0.$name($($argument)?);
                self
            }
        )*}
    };
}

settings! {
    enable_all();
    enable_io();
    enable_time();
    event_interval(ticks: u32);
    global_queue_interval(ticks: u32);
    max_blocking_threads(count: usize);
    max_io_events_per_tick(count: usize);
    on_thread_park(call: impl Fn() + Send + Sync + 'static);
    on_thread_start(call: impl Fn() + Send + Sync + 'static);
    on_thread_stop(call: impl Fn() + Send + Sync + 'static);
    on_thread_unpark(call: impl Fn() + Send + Sync + 'static);
    thread_keep_alive(duration: Duration);
    thread_name(name: impl Into<String>);
    thread_name_fn(call: impl Fn() -> String + Send + Sync + 'static);
    thread_stack_size(bytes: usize);
    worker_threads(count: usize);
}
