//! Writing whole files or none.
//!
//! Bytes go to a fresh neighbour, opened so that nothing that lies there is
//! followed or reused; it is synced and takes the file's name. Whoever is
//! killed leaves the old file or the new one, and at most a hidden neighbour,
//! which [`sweep`] takes away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Error;

/// How the names of neighbours begin and end.
const PREFIX: &str = ".ecopark-";
const SUFFIX: &str = ".partial";

/// Writes a file whole or not at all. A link at `path` is replaced, not
/// followed. Folders on the way are made; those made for nothing are removed
/// again.
///
/// # Errors
/// [`Error::Write`]; nothing is left then but what was there before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_together(&[(path.to_owned(), bytes)])
}

/// Writes files of one folder: all of them, or none.
///
/// # Errors
/// [`Error::Write`] of the first that could not be written.
pub fn write_together(files: &[(PathBuf, &[u8])]) -> Result<(), Error> {
    let Some((first, _)) = files.first() else {
        return Ok(());
    };
    let folder = parent(first);
    let made = missing_folders(folder);
    let outcome = fs::create_dir_all(folder)
        .map_err(|source| Error::write(first, source))
        .and_then(|()| all_or_none(files));
    match outcome {
        Ok(()) => {
            sync_folder(folder);
            Ok(())
        }
        Err(error) => {
            // What cannot be removed was not made; the first error is the one to tell.
            for folder in made {
                let _ = fs::remove_dir(folder);
            }
            Err(error)
        }
    }
}

/// Changes a file of the user's: a link stays one and what it leads to is
/// changed, and permissions stay as they are.
///
/// # Errors
/// [`Error::Write`]; the file is then as it was.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::write(path, source);
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return write_whole(path, bytes);
        }
        Err(error) => return Err(failed(error)),
    };
    let permissions = fs::metadata(&real).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(failed(io::ErrorKind::PermissionDenied.into()));
    }
    let partial = Partial::write(&real, bytes, Some(permissions)).map_err(failed)?;
    partial.take_place(&real).map_err(failed)?;
    sync_folder(parent(&real));
    Ok(())
}

/// [`rewrite`]; what the file held stays beside it as `name.bak` if `backup`.
///
/// # Errors
/// [`Error::Read`] and [`Error::Write`]; the file is then as it was.
pub fn replace_whole(path: &Path, bytes: &[u8], backup: bool) -> Result<(), Error> {
    if backup && path.exists() {
        let kept = fs::read(path).map_err(|source| Error::read(path, source))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        write_whole(&path.with_file_name(format!("{name}.bak")), &kept)?;
    }
    rewrite(path, bytes)
}

/// A file that is whole on the disk and waits for its name; dropped before it
/// has it, it is removed. For what is too large to be held in memory.
#[cfg(feature = "typeset")]
pub(super) struct Waiting {
    partial: Partial,
    target: PathBuf,
}

#[cfg(feature = "typeset")]
impl Waiting {
    /// Writes what `fill` writes beside `target`, whose folder is made.
    pub fn write(
        target: &Path,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<Self, Error> {
        let partial = fs::create_dir_all(parent(target))
            .and_then(|()| Partial::fill(target, None, fill))
            .map_err(|source| Error::write(target, source))?;
        Ok(Self {
            partial,
            target: target.to_owned(),
        })
    }

    /// Where it is now.
    pub fn path(&self) -> &Path {
        &self.partial.path
    }

    /// Gives it its name.
    pub fn take_place(self) -> Result<(), Error> {
        let placed = self.partial.take_place(&self.target);
        placed.map_err(|source| Error::write(&self.target, source))?;
        sync_folder(parent(&self.target));
        Ok(())
    }
}

/// Takes away the neighbours that a killed run left in `folder` and below; links
/// are not followed. To be called only by who has the folder for itself.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep(&entry.path());
        } else if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A neighbour that waits for its name; dropped before, it is removed.
struct Partial {
    path: PathBuf,
    placed: bool,
}

impl Partial {
    /// Writes `bytes` beside `path` and makes sure that they are on the disk.
    fn write(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<Self> {
        Self::fill(path, permissions, |file| file.write_all(bytes))
    }

    /// [`Self::write`] with what `fill` writes.
    fn fill(
        path: &Path,
        permissions: Option<fs::Permissions>,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<Self> {
        let (mut file, neighbour) = fresh(parent(path))?;
        let partial = Self {
            path: neighbour,
            placed: false,
        };
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        fill(&mut file)?;
        file.sync_all()?;
        Ok(partial)
    }

    fn take_place(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.placed = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new file in `folder`, which nobody has opened before.
fn fresh(folder: &Path) -> io::Result<(File, PathBuf)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn all_or_none(files: &[(PathBuf, &[u8])]) -> Result<(), Error> {
    let mut partials = Vec::new();
    for (path, bytes) in files {
        let partial = Partial::write(path, bytes, None);
        partials.push(partial.map_err(|source| Error::write(path, source))?);
    }
    let mut replaced: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (at, (partial, (path, _))) in partials.into_iter().zip(files).enumerate() {
        // The last needs no way back.
        let before = match at + 1 < files.len() {
            true => fs::read(path).ok(),
            false => None,
        };
        if let Err(source) = partial.take_place(path) {
            for (path, before) in replaced {
                put_back(path, before);
            }
            return Err(Error::write(path, source));
        }
        replaced.push((path, before));
    }
    Ok(())
}

/// Undoes the writing of one file.
fn put_back(path: &Path, before: Option<Vec<u8>>) {
    let restored = before.map(|bytes| {
        Partial::write(path, &bytes, None).and_then(|partial| partial.take_place(path))
    });
    if restored.is_none_or(|outcome| outcome.is_err()) {
        let _ = fs::remove_file(path);
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The folders that would have to be made for `folder`, innermost first.
fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    folder
        .ancestors()
        .take_while(|one| !one.as_os_str().is_empty() && !one.exists())
        .map(Path::to_owned)
        .collect()
}

/// Makes new names in a folder last. Where a folder cannot be opened (Windows)
/// the system does it by itself.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "").unwrap();
        assert!(write_whole(&root.path().join("file/a.pdf"), b"x").is_err());
        fs::create_dir_all(root.path().join("new/a.pdf")).unwrap();
        assert!(write_whole(&root.path().join("new/a.pdf"), b"x").is_err());
        let left: Vec<_> = fs::read_dir(root.path().join("new")).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn two_files_are_written_both_or_none() {
        let root = tempfile::tempdir().unwrap();
        let (pdf, docx) = (root.path().join("a.pdf"), root.path().join("a.docx"));
        fs::create_dir(&docx).unwrap();
        let files = [(pdf.clone(), &b"new"[..]), (docx.clone(), &b"new"[..])];
        assert!(write_together(&files).is_err());
        assert!(!pdf.exists(), "it was not there before");
        fs::write(&pdf, "old").unwrap();
        assert!(write_together(&files).is_err());
        assert_eq!(fs::read(&pdf).unwrap(), b"old");
        fs::remove_dir(&docx).unwrap();
        write_together(&files).unwrap();
        assert_eq!(fs::read(&pdf).unwrap(), b"new");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn planted_links_are_not_followed() {
        use std::os::unix::fs::symlink;

        let root = tempfile::tempdir().unwrap();
        let (target, link) = (root.path().join("target"), root.path().join("a.pdf"));
        fs::write(&target, "mine").unwrap();
        symlink(&target, &link).unwrap();
        for number in 0..200 {
            let name = format!("{PREFIX}{}-{number}{SUFFIX}", process::id());
            symlink(&target, root.path().join(name)).unwrap();
        }
        write_whole(&link, b"paper").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"mine");
        assert!(fs::symlink_metadata(&link).unwrap().is_file());
        sweep(root.path());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_user_keeps_its_link_and_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let root = tempfile::tempdir().unwrap();
        let (data, link) = (root.path().join("data.yaml"), root.path().join("link.yaml"));
        fs::write(&data, "old").unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("data.yaml", &link).unwrap();
        rewrite(&link, b"new").unwrap();
        assert_eq!(fs::read(&data).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&data).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
