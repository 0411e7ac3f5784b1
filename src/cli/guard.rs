//! A user's own forms are programs: they may run for ever or take all memory.
//! A watch ends the run then, in words.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use ecopark::Engine;

use super::say;

/// How often the watch looks.
const STEP: Duration = Duration::from_millis(200);
/// How long one paper may take. The longest of ours takes some seconds.
const LONGEST: Duration = Duration::from_secs(120);
/// The most memory, bytes.
const MOST: u64 = 4 << 30;
/// Exit code of what could not be done.
const FAILED: i32 = 2;

/// Does `work`, which makes papers with `engine`, under the watch.
pub(super) fn watched<T>(engine: &Engine, work: impl FnOnce() -> T) -> T {
    let (working, ended) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut last = (engine.made(), Instant::now());
            while ended.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                if engine.made() != last.0 {
                    last = (engine.made(), Instant::now());
                }
                if let Some(why) = excess(last.1.elapsed(), memory()) {
                    say::error(&why);
                    std::process::exit(FAILED);
                }
            }
        });
        let result = work();
        drop(working);
        result
    })
}

/// What is too much.
fn excess(time: Duration, memory: u64) -> Option<String> {
    if time > LONGEST {
        let limit = LONGEST.as_secs();
        Some(format!(
            "自备的模板排一份文件超过 {limit} 秒，已停止；检查模板里的循环"
        ))
    } else if memory > MOST {
        let limit = MOST >> 30;
        Some(format!(
            "自备的模板占用内存超过 {limit} GB，已停止；检查模板里的循环"
        ))
    } else {
        None
    }
}

/// Memory of the process, bytes; 0 where the system does not say.
fn memory() -> u64 {
    const PAGE: u64 = 4096;
    let Ok(text) = std::fs::read_to_string("/proc/self/statm") else {
        return 0;
    };
    let pages = text
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or_default() * PAGE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_said() {
        assert_eq!(excess(LONGEST, MOST), None);
        let long = excess(LONGEST + STEP, 0).expect("too long");
        assert!(long.contains("超过 120 秒"), "{long}");
        let large = excess(STEP, MOST + 1).expect("too large");
        assert!(large.contains("超过 4 GB"), "{large}");
    }

    #[test]
    fn work_gives_its_result() {
        assert_eq!(watched(&Engine::new(), || 7), 7);
    }
}
