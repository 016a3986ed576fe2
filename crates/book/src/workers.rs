//! Doing the same with many listings, a few at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use listing::Listing;

/// Does the work for every listing, as many at once as the machine has
/// processors to spare; the results are in the order of `wanted`.
pub(crate) fn for_each<'a, R: Send>(
    wanted: &[&'a Listing],
    work: impl Fn(&'a Listing) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let worker = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(listing) = wanted.get(index) else {
                return;
            };
            let result = work(listing);
            let mut done = done.lock().expect("no worker panics");
            done.push((index, result));
        }
    };
    thread::scope(|scope| {
        for _ in 0..runner::at_once() {
            scope.spawn(worker);
        }
    });
    let mut done = done.into_inner().expect("no worker panics");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
