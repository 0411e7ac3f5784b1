//! One run at a time in an output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::write::sweep;
use crate::error::Error;

/// The file that stands for the folder while a run is at work there. The
/// system lets go of it when the run ends, however it ends.
const NAME: &str = ".ecopark.lock";

/// An output folder that no other run writes to while this lives.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
    /// Folders that were made for it.
    made: Vec<PathBuf>,
}

impl Lock {
    /// Takes `folder`, which is made if it is missing, and clears away what a
    /// killed run left directly in it. Shards of one run share a folder: each
    /// takes its own `part`.
    ///
    /// # Errors
    /// [`Error::Busy`] when another run has it, [`Error::Write`] when it cannot
    /// be written to.
    pub fn take(folder: &Path, part: Option<&str>) -> Result<Self, Error> {
        let missing = |one: &&Path| !one.as_os_str().is_empty() && !one.exists();
        let made: Vec<PathBuf> = folder
            .ancestors()
            .take_while(missing)
            .map(Path::to_owned)
            .collect();
        fs::create_dir_all(folder).map_err(|source| Error::write(folder, source))?;
        let name = part.map_or(NAME.to_owned(), |part| format!(".ecopark.{part}.lock"));
        let path = folder.join(name);
        let file = loop {
            let file = open(&path).map_err(|source| Error::write(folder, source))?;
            match file.try_lock() {
                // Its last owner may have removed it meanwhile.
                Ok(()) if is_still(&file, &path) => break file,
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy {
                        folder: folder.to_owned(),
                        process: owner(file),
                    });
                }
                // A file system without locks: better to work than to refuse.
                Err(TryLockError::Error(_)) => break file,
            }
        };
        let mut lock = Self { path, file, made };
        lock.sign();
        if part.is_none() {
            sweep(folder);
        }
        Ok(lock)
    }

    /// Writes who has it, for the message to others.
    fn sign(&mut self) {
        let _ = self.file.set_len(0);
        let _ = write!(self.file, "{}", std::process::id());
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        // Only folders that nothing was written to can be removed.
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Opens the file without following a link that lies there.
fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path)
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let known = file.metadata().map(|found| found.ino());
    let there = fs::symlink_metadata(path).map(|found| found.ino());
    matches!((known, there), (Ok(known), Ok(there)) if known == there)
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

/// The number of the process that has it, if it wrote that down.
fn owner(mut file: File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_run_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("一/二");
        let lock = Lock::take(&out, None).unwrap();
        let refused = Lock::take(&out, None).unwrap_err().to_string();
        assert!(refused.contains("正在"), "{refused}");
        let _shard = Lock::take(&out, Some("3-8")).unwrap();
        drop(lock);
        Lock::take(&out, None).unwrap();
    }

    #[test]
    fn what_nothing_was_written_to_is_gone_again() {
        let root = tempfile::tempdir().unwrap();
        drop(Lock::take(&root.path().join("一/二"), None).unwrap());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
