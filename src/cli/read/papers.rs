//! Which papers the user means, and what they say.

use std::fs;
use std::path::{Path, PathBuf};

use ecopark::Engine;
use ecopark::batch::read_limited;
use ecopark::docx::{Filled, ReadError};
use ecopark::error::{Error, io_reason};

use crate::cli::Exit;

/// The most bytes that a filled-in form may have.
const LIMIT: u64 = 64 << 20;
/// Kinds of file that people write forms in.
const KINDS: [&str; 6] = ["docx", "doc", "wps", "odt", "rtf", "docm"];

/// A filled-in form.
pub(super) struct FilledForm {
    pub path: PathBuf,
    pub filled: Filled,
}

/// The papers that the user means; of a folder, those in it and below.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut papers = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = papers.len();
            add(path, &mut papers).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            if papers.len() == before {
                return Err(Error::NoDocx { path: path.clone() });
            }
        } else {
            papers.push(path.clone());
        }
    }
    Ok(papers)
}

/// Word keeps a `~$` file beside each open document; it is none.
fn add(folder: &Path, papers: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['.', '~']) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            add(&path, papers)?;
        } else if ending(&path).is_some_and(|ending| KINDS.contains(&ending.as_str())) {
            papers.push(path);
        }
    }
    Ok(())
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_lowercase())
}

/// Reads a paper; else why not, and how the run then ends.
pub(super) fn read(engine: &Engine, path: &Path) -> Result<FilledForm, (String, Exit)> {
    let bytes = read_limited(path, LIMIT).map_err(|error| (io_reason(&error), Exit::Failed))?;
    let filled = engine.read_back(&bytes).map_err(|error| match error {
        ReadError::NotOurs => (error.to_string(), Exit::Findings),
        error => (error.to_string(), Exit::Failed),
    })?;
    if filled.says_nothing() {
        let reason = "表里没有填写任何内容".to_owned();
        return Err((reason, Exit::Findings));
    }
    Ok(FilledForm {
        path: path.to_owned(),
        filled,
    })
}
