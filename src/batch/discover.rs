//! Which YAML files the user means.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The YAML files that `paths` name, in a stable order, each once.
///
/// A file is taken as it is; a folder is searched recursively for `*.yaml` and
/// `*.yml`, hidden files and folders and the output folder `out` left out. A
/// folder without any is an [`Error::NoYaml`].
///
/// # Errors
/// When a path does not exist, or a folder cannot be read or holds no YAML.
pub fn discover(paths: &[PathBuf], out: Option<&Path>) -> Result<Vec<PathBuf>, Error> {
    let out = out.and_then(|out| out.canonicalize().ok());
    let mut found = Vec::new();
    for path in paths {
        let meta = fs::metadata(path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        if !meta.is_dir() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        search(path, out.as_deref(), &mut found)?;
        if found.len() == before {
            return Err(Error::NoYaml { path: path.clone() });
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(found)
}

/// Adds what `folder` holds; links to folders are not followed (they may lead
/// round in a circle).
fn search(folder: &Path, out: Option<&Path>, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            let is_out = out.is_some_and(|out| path.canonicalize().is_ok_and(|path| path == out));
            if !is_out {
                search(&path, out, found)?;
            }
        } else if is_yaml(&path) && path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_searched_but_for_hidden_files_and_the_output() {
        let root = tempfile::tempdir().unwrap();
        for file in [
            "b/park.yaml",
            "a/park.YML",
            "a/note.txt",
            ".x/park.yaml",
            "out/park.yaml",
        ] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let out = root.path().join("out");
        let found = discover(&[root.path().to_owned()], Some(&out)).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|path| path.strip_prefix(root.path()).unwrap().to_owned())
            .collect();
        assert_eq!(names, [Path::new("a/park.YML"), Path::new("b/park.yaml")]);
    }

    #[test]
    fn a_folder_without_yaml_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let error = discover(&[root.path().to_owned()], None).unwrap_err();
        assert!(matches!(error, Error::NoYaml { .. }));
    }
}
