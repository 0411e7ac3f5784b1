//! Work on several items at once; what panics fails alone.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Typst nests deeply on long documents.
const STACK: usize = 16 << 20;

thread_local! {
    /// Where this thread's last panic came from, as the hook of [`hush`] saw it.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// As many threads as the machine has cores.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// [`in_threads`] with as many threads as the machine has cores.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_threads(cores(), items, work)
}

/// Applies `work` to every item on this many plain threads; the results stand
/// in the order of the items. Threads that the system refuses are done without.
///
/// Plain threads on purpose: Typst uses rayon inside, and a rayon worker that
/// waits there would steal whole documents, so that memory grows without bound.
pub fn in_threads<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break };
            let result = work(item);
            let slot = done[at].lock();
            *slot.expect("no worker panics while it holds the lock") = Some(result);
        }
    };
    thread::scope(|scope| {
        let granted = (0..threads.min(items.len()))
            .map_while(|_| {
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, worker).ok()
            })
            .count();
        if granted == 0 {
            worker();
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

/// Runs `work`; a panic becomes what it says, with its place if [`hush`] was
/// called.
///
/// # Errors
/// When `work` panics.
pub fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = words(panic.as_ref());
        match PLACE.take() {
            Some(place) => format!("{words}（{place}）"),
            None => words.to_owned(),
        }
    })
}

/// Keeps panics from being printed by the system; [`guarded`] tells them.
pub fn hush() {
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        PLACE.replace(place);
    }));
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("原因不明")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        let doubled: Vec<u32> = items.iter().map(|n| n * 2).collect();
        for threads in [0, 1, 2, 8] {
            assert_eq!(in_threads(threads, &items, |n| n * 2), doubled);
        }
        assert_eq!(in_parallel(&[] as &[u32], |n| *n), Vec::<u32>::new());
    }

    #[test]
    fn one_that_panics_takes_no_other_with_it() {
        let items = [1, 0, 2];
        let results = in_parallel(&items, |n| guarded(|| 4 / n));
        assert_eq!((&results[0], &results[2]), (&Ok(4), &Ok(2)));
        let said = results[1].as_ref().unwrap_err();
        assert!(said.contains("divide by zero"), "{said}");
    }
}
