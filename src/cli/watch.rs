//! `ecopark watch`: makes again whenever the data are saved.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use ecopark::error::Error;

use super::args::BuildArgs;
use super::build;
use super::{Exit, say};

/// How often the files are looked at. Asking works on every file system, also
/// on those of a network, where the system tells nobody of changes.
const PAUSE: Duration = Duration::from_millis(300);

/// When each file was last changed, and its size.
type Seen = BTreeMap<PathBuf, (SystemTime, u64)>;

pub(super) fn run(args: &BuildArgs) -> Result<Exit, Error> {
    let mut seen = Seen::new();
    loop {
        let now = look(args)?;
        if now != seen {
            seen = settle(args, now)?;
            let begun = Instant::now();
            if let Err(error) = build::run(args) {
                say::error(&error.to_string());
            }
            let time = begun.elapsed().as_secs_f64();
            say::note(&format!("用时 {time:.2} 秒；保存后自动再生成，Ctrl+C 结束"));
        }
        thread::sleep(PAUSE);
    }
}

/// Waits until nothing changes any more: editors write in several steps.
fn settle(args: &BuildArgs, mut now: Seen) -> Result<Seen, Error> {
    loop {
        thread::sleep(PAUSE / 3);
        let next = look(args)?;
        if next == now {
            return Ok(now);
        }
        now = next;
    }
}

/// The files that matter: what lies in the folders of the data and of the
/// templates.
fn look(args: &BuildArgs) -> Result<Seen, Error> {
    let mut seen = Seen::new();
    let out = args.out.canonicalize().ok();
    for path in args.paths.iter().chain(&args.forms) {
        if path.is_dir() {
            add(path, out.as_deref(), &mut seen);
        } else {
            let found = fs::metadata(path).map_err(|source| Error::read(path, source));
            note(path, &found?, &mut seen);
            // Texts and figures lie beside the data.
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            add(folder.unwrap_or(Path::new(".")), out.as_deref(), &mut seen);
        }
    }
    Ok(seen)
}

/// Adds what lies in a folder; what cannot be looked at is no change.
fn add(folder: &Path, out: Option<&Path>, seen: &mut Seen) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.metadata() {
            Ok(found) if found.is_dir() => {
                let real = path.canonicalize().ok();
                if real.is_none() || real.as_deref() != out {
                    add(&path, out, seen);
                }
            }
            Ok(found) => note(&path, &found, seen),
            Err(_) => {}
        }
    }
}

fn note(path: &Path, found: &fs::Metadata, seen: &mut Seen) {
    let changed = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    seen.insert(path.to_owned(), (changed, found.len()));
}
