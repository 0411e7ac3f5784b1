//! Which YAML files the user means.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::load::Source;
use crate::error::Error;

/// The YAML files that `paths` name, in a stable order, each once.
///
/// A file is taken as it is; a folder is searched recursively for `*.yaml` and
/// `*.yml`, hidden files and folders and the output folder `out` left out.
///
/// # Errors
/// [`Error::Read`], and [`Error::NoYaml`] for a folder without any.
pub fn discover(paths: &[PathBuf], out: Option<&Path>) -> Result<Vec<Source>, Error> {
    let out = out.and_then(|out| out.canonicalize().ok());
    let mut found = Vec::new();
    for path in paths {
        let meta = fs::metadata(path).map_err(|source| Error::read(path, source))?;
        if !meta.is_dir() {
            found.push((path.clone(), PathBuf::new()));
            continue;
        }
        let before = found.len();
        search(path, Path::new(""), out.as_deref(), &mut found)?;
        if found.len() == before {
            return Err(Error::NoYaml { path: path.clone() });
        }
    }
    let mut seen = HashSet::new();
    found.retain(|(path, _)| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(found
        .into_iter()
        .map(|(path, below)| Source::File { path, below })
        .collect())
}

/// Adds what `folder` holds; links to folders are not followed (they may lead
/// round in a circle).
fn search(
    folder: &Path,
    below: &Path,
    out: Option<&Path>,
    found: &mut Vec<(PathBuf, PathBuf)>,
) -> Result<(), Error> {
    let unreadable = |source| Error::read(folder, source);
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            let is_out = out.is_some_and(|out| path.canonicalize().is_ok_and(|path| path == out));
            if !is_out {
                search(&path, &below.join(name), out, found)?;
            }
        } else if is_yaml(&path) && path.is_file() {
            found.push((path, below.to_owned()));
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
        let paths = [root.path().to_owned(), root.path().join("b/park.yaml")];
        let out = root.path().join("out");
        let found: Vec<_> = discover(&paths, Some(&out))
            .unwrap()
            .into_iter()
            .map(|source| match source {
                Source::File { path, below } => (
                    path.strip_prefix(root.path()).unwrap().to_owned(),
                    below.display().to_string(),
                ),
                Source::Given { .. } => unreachable!("files only"),
            })
            .collect();
        let expected = [("a/park.YML", "a"), ("b/park.yaml", "b")];
        assert_eq!(
            found,
            expected.map(|(path, below)| (PathBuf::from(path), below.to_owned()))
        );
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let err = discover(&[root.path().to_owned()], None).unwrap_err();
        assert!(err.to_string().contains("没有 YAML 文件"), "{err}");
    }
}
