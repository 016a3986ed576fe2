//! tokio's `JoinSet`, with its tasks in boxes (`task.rs`).

use std::fmt;
use std::ops::{Deref, DerefMut};

use tokio_real::runtime::Handle;
use tokio_real::task::{AbortHandle, join_set as real};

use super::Boxed;

/// As tokio's.
pub struct JoinSet<T>(real::JoinSet<T>);

impl<T> JoinSet<T> {
    /// As tokio's.
    pub fn new() -> JoinSet<T> {
        JoinSet(real::JoinSet::new())
    }
}

impl<T: 'static> JoinSet<T> {
    /// As tokio's.
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T>,
        F: Send + 'static,
        T: Send,
    {
        let boxed: Boxed<T> = Box::pin(task);
        self.0.spawn(boxed)
    }

    /// As tokio's.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T>,
        F: Send + 'static,
        T: Send,
    {
        let boxed: Boxed<T> = Box::pin(task);
        self.0.spawn_on(boxed, handle)
    }

    /// As tokio's.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, f: F) -> AbortHandle
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send,
    {
        let boxed: Box<dyn FnOnce() -> T + Send> = Box::new(f);
        self.0.spawn_blocking(boxed)
    }

    /// As tokio's.
    pub async fn join_all(self) -> Vec<T> {
        self.0.join_all().await
    }
}

impl<T> Deref for JoinSet<T> {
    type Target = real::JoinSet<T>;

    fn deref(&self) -> &real::JoinSet<T> {
        &self.0
    }
}

impl<T> DerefMut for JoinSet<T> {
    fn deref_mut(&mut self) -> &mut real::JoinSet<T> {
        &mut self.0
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T>,
    F: Send + 'static,
    T: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(iter: I) -> JoinSet<T> {
        JoinSet(iter.into_iter().collect())
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T>,
    F: Send + 'static,
    T: Send + 'static,
{
    fn extend<I: IntoIterator<Item = F>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}
