//! How far a run has come: a bar on a terminal, a line every few seconds
//! elsewhere.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::say;

/// How often a line is printed where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);

/// Shows how much of something is done, on stderr.
pub struct Progress {
    what: &'static str,
    all: usize,
    done: AtomicUsize,
    begun: Instant,
    how: How,
}

enum How {
    Silent,
    Bar(ProgressBar),
    /// When the last line was printed.
    Lines(Mutex<Instant>),
}

impl Progress {
    /// For `all` things of this kind (`校验`); `quiet` shows nothing.
    pub fn new(what: &'static str, all: usize, quiet: bool) -> Self {
        let how = if quiet {
            How::Silent
        } else if io::stderr().is_terminal() {
            let bar = ProgressBar::new(all as u64);
            let template = "{msg} {bar:30} {pos}/{len}  每秒 {per_sec:.1}  还需 {eta}";
            let style = ProgressStyle::with_template(template)
                .expect("the template is sound")
                .with_key(
                    "per_sec",
                    |state: &indicatif::ProgressState, out: &mut dyn std::fmt::Write| {
                        let _ = write!(out, "{:.1}", state.per_sec());
                    },
                )
                .with_key(
                    "eta",
                    |state: &indicatif::ProgressState, out: &mut dyn std::fmt::Write| {
                        let _ = write!(out, "{}", span(state.eta()));
                    },
                );
            bar.set_style(style);
            bar.set_message(what);
            How::Bar(bar)
        } else {
            How::Lines(Mutex::new(Instant::now()))
        };
        Self {
            what,
            all,
            done: AtomicUsize::new(0),
            begun: Instant::now(),
            how,
        }
    }

    /// One more is done.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.how {
            How::Silent => {}
            How::Bar(bar) => bar.inc(1),
            How::Lines(last) => {
                let Ok(mut last) = last.lock() else { return };
                if last.elapsed() >= PAUSE {
                    *last = Instant::now();
                    say::note(&self.line(done));
                }
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let How::Bar(bar) = &self.how {
            bar.finish_and_clear();
        }
    }

    /// `生成 120/480，每秒 38.2，还需 9 秒`.
    fn line(&self, done: usize) -> String {
        let rate = done as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let left = Duration::from_secs_f64(self.all.saturating_sub(done) as f64 / rate);
        format!(
            "{} {done}/{}，每秒 {rate:.1}，还需 {}",
            self.what,
            self.all,
            span(left)
        )
    }
}

/// `2 分 5 秒`.
pub fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} 秒"),
        seconds @ 60..3600 => format!("{} 分 {} 秒", seconds / 60, seconds % 60),
        seconds => format!("{} 小时 {} 分", seconds / 3600, seconds % 3600 / 60),
    }
}
