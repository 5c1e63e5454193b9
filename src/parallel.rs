//! Work on several threads. The results are in order, so that they are the same for any number of threads.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// Fewer items than this are done before another thread has started.
const MIN_ITEMS: usize = 20_000;
/// Chunks for each thread, so that a slow one does not hold up all.
const CHUNKS_PER_THREAD: usize = 4;

/// Does `work` on parts of `0..len`, and gives what came out in the order of the parts. How many there are depends on
/// the machine: what is made of them must not.
pub(crate) fn map_ranges<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    if len < 2 * MIN_ITEMS {
        return vec![work(0..len)];
    }
    let threads = threads();
    let chunks = if threads == 1 { 1 } else { (threads * CHUNKS_PER_THREAD).min(len / MIN_ITEMS).max(1) };
    let part = |nth: usize| len * nth / chunks..len * (nth + 1) / chunks;
    map(chunks, |nth| work(part(nth)))
}

/// Does each of `count` pieces of work, and gives what came out in their order.
pub(crate) fn map<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = if count <= 1 { count } else { threads().min(count) };
    if threads <= 1 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    let worker = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= count {
                return;
            }
            let result = work(nth);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((nth, result));
        }
    };
    with_workers(threads - 1, worker, worker);
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(nth, _)| *nth);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The same, where there are `size` things in all to be looked at: a few are done before another thread has started.
pub(crate) fn map_if_large<T: Send>(size: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if size < 2 * MIN_ITEMS { (0..count).map(work).collect() } else { map(count, work) }
}

/// Does `work` while `count` other threads are at `worker`. There may be fewer of them, or none: `work` has to come to its
/// end without.
pub(crate) fn with_workers<T>(count: usize, worker: impl Fn() + Sync, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        for _ in 0..count {
            if thread::Builder::new().spawn_scoped(scope, &worker).is_err() {
                break;
            }
        }
        work()
    })
}

/// Threads that can run at a time. To find out takes longer than to read a small configuration, so it is done once.
pub(crate) fn threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}
