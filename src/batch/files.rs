//! Reading beside the YAML, and writing whole files or none.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, io_reason};
use crate::input::Files;

/// The most bytes that a file beside the YAML may have (figures included).
const LIMIT: u64 = 64 << 20;

/// The folder of a YAML file: gives the files in it and below, and no others.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder that the YAML file at `path` lies in.
    pub fn of(path: &Path) -> Self {
        let root = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        Self {
            root: root.unwrap_or(Path::new(".")).to_owned(),
        }
    }
}

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
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

/// The bytes of a file, at most `limit` of them.
///
/// # Errors
/// When the file cannot be read or is larger.
pub fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::with_capacity(metadata.len().min(limit) as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Writes a file whole or not at all: the bytes go to a neighbour that then
/// takes its name, so that an existing file is replaced only by a complete one.
/// Folders on the way are made; those made for nothing are removed again.
///
/// # Errors
/// When a folder cannot be made or the file not be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let made = missing_folders(folder);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let partial = path.with_file_name(format!(".{name}.partial"));
    let outcome = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&partial, bytes))
        .and_then(|()| fs::rename(&partial, path));
    outcome.map_err(|source| {
        // What cannot be removed was not made; the first error is the one to tell.
        let _ = fs::remove_file(&partial);
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
        Error::Write {
            path: path.to_owned(),
            source,
        }
    })
}

/// Replaces a file that the user keeps: behind a link, with the mode that it
/// has. What it held stays as `name.bak` if `backup`.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn replace_whole(path: &Path, bytes: &[u8], backup: bool) -> Result<(), Error> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let failed = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    let mode = fs::metadata(&real)
        .ok()
        .map(|metadata| metadata.permissions());
    if backup && mode.is_some() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let kept = fs::read(&real).map_err(failed)?;
        write_whole(&path.with_file_name(format!("{name}.bak")), &kept)?;
    }
    write_whole(&real, bytes)?;
    match mode {
        Some(mode) => fs::set_permissions(&real, mode).map_err(failed),
        None => Ok(()),
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

/// A name made safe as a file name on every system: `\ / : * ? " < > |` and
/// control characters become `_`, blanks and dots at the ends go, at most 120
/// bytes, and no name that Windows keeps for devices.
pub fn safe_name(name: &str) -> String {
    let replaced: String = name
        .trim()
        .chars()
        .map(|c| {
            if c.is_control() || "\\/:*?\"<>|".contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect();
    let mut safe = replaced.trim_matches([' ', '.', '\u{3000}']).to_owned();
    while safe.len() > 120 {
        safe.pop();
    }
    let stem = safe
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if safe.is_empty() || device {
        format!("_{safe}")
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_made_safe() {
        #[track_caller]
        fn case(name: &str, expected: &str) {
            assert_eq!(safe_name(name), expected);
        }

        case("湘澜经开区", "湘澜经开区");
        case("甲/乙:丙*丁?", "甲_乙_丙_丁_");
        case("..", "_");
        case("con", "_con");
        case("COM1.x", "_COM1.x");
        case(" 甲. ", "甲");
        assert!(safe_name(&"长".repeat(100)).len() <= 120);
    }

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
    }

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
}
