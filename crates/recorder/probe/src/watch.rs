//! Watches the waker of a future that `block_on` polls: tokio does not.
#![expect(
    unsafe_code,
    reason = "a waker that notices being cloned is made by hand"
)]

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use crate::{file, subscriber, thread};

pin_project_lite::pin_project! {
    /// A future that is polled with a waker of ours while it is recorded.
    pub struct Watch<F> {
        #[pin]
        future: F,
        waker: Option<Waker>,
        theirs: Option<Arc<Watched>>,
    }
}

/// Watches a future, if this run is recorded.
pub fn watch<F: Future>(future: F) -> Watch<F> {
    Watch {
        future,
        waker: None,
        theirs: None,
    }
}

impl<F: Future> Future for Watch<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if !file::is_open() {
            return this.future.poll(context);
        }
        // Not `will_wake`: it compares tables, and of tokio's there are several
        // copies in a program. What we hold on to is not made a second time.
        let same = |it: &Arc<Watched>| it.waker.data() == context.waker().data();
        if !this.theirs.as_ref().is_some_and(same)
            && let Some(task) = thread::task()
        {
            let theirs = Arc::new(Watched {
                waker: context.waker().clone(),
                task,
            });
            *this.waker = Some(waker(theirs.clone()));
            *this.theirs = Some(theirs);
        }
        match this.waker {
            Some(waker) => this.future.poll(&mut Context::from_waker(waker)),
            None => this.future.poll(context),
        }
    }
}

/// The waker of the runtime, and whom it wakes.
struct Watched {
    waker: Waker,
    task: u32,
}

fn waker(watched: Arc<Watched>) -> Waker {
    // SAFETY: the functions of the table treat the pointer as what it is, an
    // `Arc` that the waker owns, and `Watched` may be shared between threads.
    unsafe { Waker::new(Arc::into_raw(watched).cast(), &TABLE) }
}

static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_it);

unsafe fn clone(data: *const ()) -> RawWaker {
    let data = data.cast::<Watched>();
    // SAFETY: `data` comes from `Arc::into_raw`, and its owner lives.
    unsafe { Arc::increment_strong_count(data) };
    // SAFETY: the same.
    subscriber::kept(unsafe { &*data }.task);
    RawWaker::new(data.cast(), &TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: `data` comes from `Arc::into_raw`, and its owner gives it up.
    let watched = unsafe { Arc::from_raw(data.cast::<Watched>()) };
    subscriber::woken(watched.task);
    watched.waker.wake_by_ref();
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: `data` comes from `Arc::into_raw`, and its owner lives.
    let watched = unsafe { &*data.cast::<Watched>() };
    subscriber::woken(watched.task);
    watched.waker.wake_by_ref();
}

unsafe fn drop_it(data: *const ()) {
    // SAFETY: `data` comes from `Arc::into_raw`, and its owner gives it up.
    drop(unsafe { Arc::from_raw(data.cast::<Watched>()) });
}
