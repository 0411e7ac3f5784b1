//! Work on several items at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Typst nests deeply on long documents.
const STACK: usize = 16 << 20;

/// Applies `work` to every item on as many plain threads as the machine has
/// cores; the results stand in the order of the items.
///
/// Plain threads on purpose: Typst uses rayon inside, and a rayon worker that
/// waits there would steal whole documents, so that memory grows without bound.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(items.len());
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..cores {
            let worker = || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    *done[at]
                        .lock()
                        .expect("no worker panics while it holds the lock") = Some(result);
                }
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker)
                .expect("the system grants a thread");
        }
    });
    done.into_iter()
        .map(|slot| {
            slot.into_inner()
                .expect("no worker panics while it holds the lock")
                .expect("every item was worked on")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        assert_eq!(
            in_parallel(&items, |n| n * 2),
            items.iter().map(|n| n * 2).collect::<Vec<_>>()
        );
        assert_eq!(in_parallel(&[] as &[u32], |n| *n), Vec::<u32>::new());
    }
}
