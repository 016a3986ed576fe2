//! tokio's tasks, with what they run in a box.
//!
//! What tokio does with a task is compiled anew for every future that a program
//! spawns, some hundred functions. For boxes that was done when the kit was
//! built, and a program compiles in two thirds of the time. Nothing else is
//! different: a box is polled and dropped where the future would be.

// A stable tokio does not show this module, and the compiler must not propose
// the `JoinSet` in it.
#[expect(hidden_glob_reexports)]
mod join_set;

use std::pin::Pin;

use tokio_real::task as real;

pub use join_set::JoinSet;
pub use tokio_real::task::*;

/// Any future that a task can run.
pub(crate) type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// As tokio's.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let boxed: Boxed<F::Output> = Box::pin(future);
    real::spawn(boxed)
}

/// As tokio's.
#[track_caller]
pub fn spawn_blocking<F, R>(f: F) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let boxed: Box<dyn FnOnce() -> R + Send> = Box::new(f);
    real::spawn_blocking(boxed)
}
