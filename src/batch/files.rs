//! Reading: only regular files, only below the data's folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::hash::Hash;
use crate::error::{NOT_REGULAR, Reason, io_reason};
use crate::input::Files;

/// The most bytes that a file beside the YAML may have (figures included).
const LIMIT: u64 = 64 << 20;

/// The folder of a YAML file: gives the files in it and below, and no others,
/// and remembers what was asked for.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    read: RefCell<BTreeMap<String, Option<Hash>>>,
}

impl Folder {
    /// The folder that the YAML file at `path` lies in.
    pub fn of(path: &Path) -> Self {
        let root = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        Self {
            root: root.unwrap_or(Path::new(".")).to_owned(),
            read: RefCell::default(),
        }
    }

    /// The names that were asked for, each with the hash of its bytes, or
    /// nothing for a file that could not be read.
    pub fn into_read(self) -> BTreeMap<String, Option<Hash>> {
        self.read.into_inner()
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(name);
        if relative
            .components()
            .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
        {
            return Err("文件须在数据文件所在的文件夹之内".to_owned());
        }
        let path = self.root.join(relative);
        let real = path.canonicalize().map_err(|err| io_reason(&err))?;
        let root = self.root.canonicalize().map_err(|err| io_reason(&err))?;
        if !real.starts_with(&root) {
            return Err("文件须在数据文件所在的文件夹之内（它链接到了别处）".to_owned());
        }
        read_limited(&real, LIMIT).map_err(|err| io_reason(&err))
    }
}

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let bytes = self.bytes(name);
        let hash = bytes.as_deref().ok().map(Hash::of);
        self.read.borrow_mut().insert(name.to_owned(), hash);
        bytes
    }
}

/// The bytes of a regular file, at most `limit` of them. A pipe or device is
/// refused without being opened, since opening one may wait for ever.
///
/// # Errors
/// What the system says, [`NOT_REGULAR`], or that the file is too large.
pub fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_regular(path)?;
    let metadata = file.metadata()?;
    if metadata.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// A regular file, opened to be read. A pipe or device is not opened.
///
/// # Errors
/// What the system says, or [`NOT_REGULAR`].
pub fn open_regular(path: &Path) -> io::Result<fs::File> {
    regular(&fs::metadata(path)?)?;
    let file = fs::File::open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

/// The text of a regular file in UTF-8, at most `limit` bytes.
///
/// # Errors
/// As for [`read_limited`], and when it is no UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read_limited(path, limit)?)
        .map_err(|_| io::Error::other(Reason("它不是 UTF-8 文本")))
}

fn regular(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other(NOT_REGULAR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("park")).unwrap();
        fs::write(root.path().join("secret.txt"), "x").unwrap();
        fs::write(root.path().join("park/text.txt"), "y").unwrap();
        let folder = Folder::of(&root.path().join("park/park.yaml"));
        assert_eq!(folder.read("text.txt").unwrap(), b"y");
        assert!(folder.read("../secret.txt").is_err());
        assert!(folder.read("/etc/hostname").is_err());
        assert!(folder.read("none.txt").unwrap_err().contains("不存在"));
        let read = folder.into_read();
        assert_eq!(read.len(), 4);
        assert_eq!(read["text.txt"], Some(Hash::of(b"y")));
        assert_eq!(read["none.txt"], None);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_at_once() {
        let root = tempfile::tempdir().unwrap();
        let pipe = root.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let error = read_limited(&pipe, 10).unwrap_err();
        assert_eq!(io_reason(&error), NOT_REGULAR.0);
        let error = read_limited(Path::new("/dev/zero"), 10).unwrap_err();
        assert_eq!(io_reason(&error), NOT_REGULAR.0);
    }
}
